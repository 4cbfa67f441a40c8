import { createCustomerAs } from '../../server/customers/customers.ts'
import { fold } from '../../server/customers/names.rules.ts'
import { createOrganizationAs } from '../../server/customers/organizations.ts'
import { readPhone } from '../../server/customers/phones.rules.ts'
import type { Chance } from '../big/chance.ts'
import type { Client } from './mail/clients.ts'
import { NAMES, ORGANIZATIONS, type Trade } from './names.ts'
import { type Country, landlineOf, mobileOf, taxIdOf, ZONES } from './papers.ts'
import type { Stage } from './stage.ts'

export type Customer = {
  id: number
  name: string
  firstName: string
  surname: string
  trade: Trade
  country: Country
  organizationId: number
  organization: string
  zone: string
  email: string
  /** Whether they are reached by mail at all: of the others the desk knows no address. */
  mails: boolean
  phone: string
  /** What they write mails with, and on. */
  client: Client
  device: string
  /** Somebody of the same company. */
  colleague?: Customer
}

/** Sixty companies of ten trades in five countries, with two people each. */
export async function createCustomers(stage: Stage, wanted = ORGANIZATIONS.length): Promise<Customer[]> {
  const customers: Customer[] = []
  const taken = new Set<string>()
  // Every trade and country occurs in a small desk too.
  const step = Math.max(1, Math.floor(ORGANIZATIONS.length / wanted))
  for (const organization of ORGANIZATIONS.filter((_, i) => i % step === 0)) {
    const pair = await createCompany(stage, organization, taken)
    pair[0]!.colleague = pair[1]
    pair[1]!.colleague = pair[0]
    customers.push(...pair)
  }
  return customers
}

async function createCompany(
  { as, raiz, chance }: Stage,
  { name, country, city, trade }: (typeof ORGANIZATIONS)[number],
  taken: Set<string>,
): Promise<Customer[]> {
  const zone = ZONES[country]
  const domain = `${fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}.example`
  const landline = validPhone(country, chance, landlineOf)
  return as(raiz, async (ctx) => {
    const organizationId = await createOrganizationAs(ctx, {
      ...{ name, zone, taxId: taxIdOf(country, chance, name) },
      notes: `${city}.${chance.often(0.2) ? ' Contrato con atención preferente.' : ''}`,
    })
    const pair: Customer[] = []
    for (const extension of [chance.between(10, 99), chance.between(100, 299)]) {
      const person = newName(country, chance, taken)
      const mobile = validPhone(country, chance, mobileOf)
      const email = `${fold(person.firstName)}.${fold(person.surname).replace(/[^a-z]/g, '')}@${domain}`
      const mails = chance.often(0.7)
      const id = await createCustomerAs(ctx, {
        ...{ name: person.name, organizationId, zone },
        emails: mails ? [email] : [],
        phones: chance.often(0.7) ? [mobile, `${landline} anexo ${extension}`] : [mobile],
        notes: chance.often(0.15) ? chance.one(REMARKS) : '',
      })
      const reached = { email, mails, phone: mobile, client: chance.one(CLIENTS), device: chance.one(DEVICES) }
      pair.push({ id, ...person, trade, country, zone, organizationId, organization: name, ...reached })
    }
    return pair
  })
}

const CLIENTS: Client[] = ['gmail', 'gmail', 'gmail', 'outlook', 'outlook', 'outlook', 'apple', 'mobile']
const DEVICES = ['Xiaomi', 'Samsung Galaxy', 'Motorola', 'Huawei']

const REMARKS = [
  'Prefiere que se llame por la tarde.',
  'Lleva los sistemas de la empresa: se le puede hablar en términos técnicos.',
  'No contesta entre 13 y 15 h.',
  'Pide siempre el número de ticket por escrito.',
]

function newName(country: Country, chance: Chance, taken: Set<string>) {
  for (;;) {
    const firstName = chance.one(NAMES[country].first)
    const surname = chance.one(NAMES[country].last)
    const second = chance.one(NAMES[country].last)
    const name = country === 'AR' ? `${firstName} ${surname}` : `${firstName} ${surname} ${second}`
    if (surname === second || taken.has(name)) continue
    taken.add(name)
    return { name, firstName, surname }
  }
}

/** Numbers that a dialler would take (Z7). */
function validPhone(country: Country, chance: Chance, make: typeof mobileOf): string {
  for (;;) {
    const number = make(country, chance)
    if (readPhone(number, country).valid === 'valid') return number
  }
}
