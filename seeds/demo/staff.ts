import { editCompanyAs } from '../../server/admin/company.ts'
import { furnish } from '../../server/admin/setting-up.ts'
import type { Actor, Right, Role } from '../../server/auth/actor.ts'
import { createAgentAs } from '../../server/auth/agents.ts'
import { createGroupAs, editGroupAs } from '../../server/auth/groups.ts'
import type { Context } from '../../server/context.ts'
import { fold } from '../../server/customers/names.rules.ts'
import { ADDRESS } from './mail/post.ts'
import { actorOf } from './stage.ts'

export type GroupName = 'soporte' | 'bandeja' | 'segunda' | 'equipos' | 'facturacion' | 'cuentas'
export type Staff = {
  groups: Record<GroupName, number>
  admin: Actor
  operators: Actor[]
  /** Who works in a group; its lead, with full right, is the first. */
  workers: Record<Exclude<GroupName, 'bandeja'>, Actor[]>
}
export type Account = { name: string; email: string; role: Role }

const COMPANY = 'Alerce Sistemas'
const DOMAIN = 'alerce.example'
const CHANNELS = {
  phone: '+56 2 2345 6700',
  hours: 'de lunes a viernes de 9 a 18 h',
  email: ADDRESS,
  note: 'Por correo recibimos a toda hora',
}

type Post = { name: string; role: Role; zone?: string; rights: Partial<Record<GroupName, Right>> }
const ADMIN = 'Carolina Vidal Araya'
const POSTS: Post[] = [
  {
    name: 'Andrés Poblete Rojas',
    role: 'agent',
    rights: {
      soporte: 'full',
      bandeja: 'full',
      segunda: 'read',
      equipos: 'read',
      facturacion: 'read',
      cuentas: 'read',
    },
  },
  {
    name: 'Marcela Quiroga Ruiz',
    role: 'agent',
    zone: 'America/Argentina/Buenos_Aires',
    rights: { segunda: 'full', soporte: 'change' },
  },
  { name: 'Hernán Saavedra Ortiz', role: 'agent', rights: { equipos: 'full', soporte: 'read' } },
  {
    name: 'Lucía Ferrer Molina',
    role: 'agent',
    zone: 'Europe/Madrid',
    rights: { facturacion: 'full', soporte: 'read' },
  },
  {
    name: 'Ximena Torres Huamán',
    role: 'agent',
    zone: 'America/Lima',
    rights: { cuentas: 'full', soporte: 'read', bandeja: 'change' },
  },
  { name: 'Ignacio Bravo Muñoz', role: 'agent', rights: { soporte: 'change', bandeja: 'change', segunda: 'read' } },
  { name: 'Paula Contreras Leiva', role: 'agent', rights: { soporte: 'change', facturacion: 'change' } },
  {
    name: 'Emiliano Garza Treviño',
    role: 'agent',
    zone: 'America/Mexico_City',
    rights: { soporte: 'change', equipos: 'change' },
  },
  { name: 'Tomás Echeverría Soler', role: 'agent', rights: { segunda: 'change', soporte: 'read' } },
  { name: 'Daniela Pizarro Núñez', role: 'operator', rights: { soporte: 'create', bandeja: 'create' } },
  { name: 'Jorge Alarcón Peña', role: 'operator', rights: { soporte: 'create', bandeja: 'create', cuentas: 'create' } },
]

/** The company as it was set up on its first day: six groups, one of them a tray, and twelve people. */
export async function hireStaff(ctx: Context, password: string): Promise<{ staff: Staff; accounts: Account[] }> {
  // ADMIN_EMAIL and ADMIN_PASSWORD are the admin's here as on any desk.
  const signIn = ctx.config.admin ?? { email: addressOf(ADMIN), password }
  const admin: Account = { name: ADMIN, email: signIn.email, role: 'admin' }
  await furnish(ctx, { company: COMPANY, name: ADMIN, country: 'CL', holidays: true, ...signIn })
  await editCompanyAs(ctx, { channels: CHANNELS })
  const groups = await createGroups(ctx)
  const actors: Actor[] = []
  for (const post of POSTS) actors.push(await hire(ctx, post, groups, password))
  const boss = await ctx.db.selectFrom('agents').select('id').where('role', '=', 'admin').executeTakeFirstOrThrow()
  const zone = ctx.config.companyZone
  return {
    staff: {
      groups,
      admin: actorOf({ id: boss.id, name: ADMIN, role: 'admin', zone, rights: new Map() }),
      operators: actors.filter(({ role }) => role === 'operator'),
      workers: workersOf(groups, actors),
    },
    accounts: [admin, ...POSTS.map(({ name, role }) => ({ name, role, email: addressOf(name) }))],
  }
}

async function createGroups(ctx: Context): Promise<Record<GroupName, number>> {
  const { id: soporte } = await ctx.db.selectFrom('groups').select('id').executeTakeFirstOrThrow()
  // Whoever has just confirmed need not hear that it is closed.
  const tellsClosed = false
  await editGroupAs(ctx, soporte, { agentsClose: true, tellsClosed })
  return {
    soporte,
    bandeja: await createGroupAs(ctx, { name: 'Bandeja de entrada', triage: true, reviewMinutes: 120 }),
    segunda: await createGroupAs(ctx, { name: 'Segunda línea', needsVerification: true, tellsClosed }),
    equipos: await createGroupAs(ctx, { name: 'Equipos y terreno', autoCloseDays: 10, tellsClosed }),
    facturacion: await createGroupAs(ctx, { name: 'Facturación y cobros', autoCloseDays: 5, agentsClose: true }),
    cuentas: await createGroupAs(ctx, { name: 'Cuentas y capacitación', autoCloseDays: null, tellsClosed }),
  }
}

async function hire(ctx: Context, post: Post, groups: Record<GroupName, number>, password: string): Promise<Actor> {
  const memberships = Object.entries(post.rights).map(([group, right]) => ({
    groupId: groups[group as GroupName],
    right,
  }))
  const { name, role, zone } = post
  const id = await createAgentAs(ctx, { name, email: addressOf(name), password, role, zone, memberships })
  const rights = new Map(memberships.map(({ groupId, right }) => [groupId, right]))
  return actorOf({ id, name, role, zone: zone ?? ctx.config.companyZone, rights })
}

function workersOf(groups: Record<GroupName, number>, actors: Actor[]): Staff['workers'] {
  const workers = (group: GroupName) => {
    const right = (actor: Actor) => actor.rights.get(groups[group])
    return actors
      .filter((actor) => actor.role === 'agent' && ['change', 'full'].includes(right(actor) ?? ''))
      .sort((a, b) => Number(right(b) === 'full') - Number(right(a) === 'full'))
  }
  return {
    soporte: workers('soporte'),
    segunda: workers('segunda'),
    equipos: workers('equipos'),
    facturacion: workers('facturacion'),
    cuentas: workers('cuentas'),
  }
}

const addressOf = (name: string) => `${fold(name).split(' ').slice(0, 2).join('.')}@${DOMAIN}`
