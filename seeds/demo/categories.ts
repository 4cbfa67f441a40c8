import { createCategoryAs } from '../../server/tickets/catalogue.ts'
import type { Chance } from '../big/chance.ts'
import type { Stage } from './stage.ts'

type Asked = { text: string; kind?: 'yes_no'; choices?: string[]; neededFor?: 'diagnosis'; usual: string[] }

const since: Asked = {
  text: '¿Desde cuándo ocurre?',
  usual: ['Desde esta mañana', 'Desde ayer', 'Desde ayer por la tarde', 'Hace tres días', 'Desde el lunes'],
}
const howMany: Asked = {
  text: '¿A cuántos puestos afecta?',
  choices: ['Uno', 'Varios', 'Todos'],
  usual: ['Uno', 'Uno', 'Varios', 'Todos'],
}
const restarted: Asked = {
  text: '¿Ya reiniciaron el equipo?',
  kind: 'yes_no',
  usual: ['yes', 'yes', 'no'],
  neededFor: 'diagnosis',
}
const message: Asked = {
  text: '¿Qué mensaje muestra la pantalla?',
  usual: ['Ninguno', '«Servicio no disponible»', '«Tiempo de espera agotado»', '«Error inesperado»', 'No lo anotó'],
}
const who: Asked = {
  text: '¿Quién lo autoriza en la empresa?',
  usual: ['Gerencia', 'La jefatura de administración', 'Quien llama', 'La dueña'],
}

/** Every category with its follow-up questions, and what is usually answered. */
const CATEGORIES = {
  caja: { name: 'Caja y ventas', under: 'Tienda', questions: [since, howMany, message] },
  cobros: { name: 'Cobros con tarjeta y banco', under: 'Tienda', questions: [since, message] },
  pedidos: { name: 'Pedidos en línea', under: 'Tienda', questions: [since] },
  cotizaciones: { name: 'Cotizaciones y presupuestos', under: 'Tienda', questions: [since] },
  balanzas: { name: 'Balanzas', under: 'Equipos', questions: [since, restarted] },
  impresoras: { name: 'Impresoras', under: 'Equipos', questions: [since, restarted] },
  lectores: { name: 'Lectores y colectores', under: 'Equipos', questions: [since, restarted] },
  equipos: { name: 'Otros equipos', under: 'Equipos', questions: [since] },
  red: { name: 'Red e internet', under: 'Equipos', questions: [since, howMany, restarted] },
  factura: { name: 'Facturación electrónica', under: 'Sistema', questions: [since, message] },
  inventario: { name: 'Inventario', under: 'Sistema', questions: [since] },
  agenda: { name: 'Agenda y reservas', under: 'Sistema', questions: [since, howMany] },
  informes: { name: 'Informes', under: 'Sistema', questions: [] },
  movil: { name: 'Aplicación móvil', under: 'Sistema', questions: [since, howMany] },
  sistema: { name: 'Sistema en general', under: 'Sistema', questions: [] },
  accesos: { name: 'Usuarios y accesos', under: 'Cuentas', questions: [who] },
  capacitacion: { name: 'Consultas y capacitación', under: 'Cuentas', questions: [] },
} satisfies Record<string, { name: string; under: string; questions: Asked[] }>
export type CategoryName = keyof typeof CATEGORIES

type Category = { id: number; answers(chance: Chance): { questionId: number; value: string }[] }
export type Categories = Record<CategoryName, Category>

/** T5, E2: the tree of categories, as an admin would set it up. */
export async function createCategories(stage: Stage): Promise<Categories> {
  const made: Partial<Categories> = {}
  const parents = new Map<string, number>()
  await stage.as(stage.raiz, async (ctx) => {
    for (const [key, { name, under, questions }] of Object.entries(CATEGORIES)) {
      if (!parents.has(under)) parents.set(under, (await createCategoryAs(ctx, { name: under })).id)
      const asked = (questions as Asked[]).map(({ text, kind, choices, neededFor }) => ({
        ...{ text, neededFor, ...(kind && { kind }) },
        ...(choices && { kind: 'choice' as const, choices }),
      }))
      const category = await createCategoryAs(ctx, { name, parentId: parents.get(under), questions: asked })
      made[key as CategoryName] = {
        id: category.id,
        answers: (chance) =>
          category.questions
            .map(({ id }, i) => ({ questionId: id, value: chance.one((questions as Asked[])[i]!.usual) }))
            .filter(() => chance.often(0.8)),
      }
    }
  })
  return made as Categories
}
