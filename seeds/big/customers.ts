import { fold, nameWords } from '../../server/customers/names.rules.ts'
import type { Chance } from './chance.ts'
import { type Deed, inserted, iso, type RowWriter } from './rows.ts'
import type { Scene } from './scene.ts'
import { type Word, zipfTable } from './words.ts'

export type Customer = { id: number; name: Word[]; organization: number | null }

/**
 * New customers come in evenly over the years, with every twentieth a new organization; who brings a ticket is new or calls again. Names
 * are as common as people's are: one in ten is called María.
 */
export function customerBook(rows: RowWriter, chance: Chance, { vocabulary, tickets, customers }: Scene) {
  const first = zipfTable(vocabulary.first)
  const last = zipfTable(vocabulary.last)
  const known: Customer[] = []
  const words = new Set<string>()
  let organization: number | null = null

  const one = (words: Word[], table: Uint16Array) => words[table[chance.next() >>> 16]!]!

  function learn(telling: string[]) {
    for (const word of telling) if (!words.has(word) && words.add(word)) rows.add('customer_words', word)
  }

  function organize(at: number, agent: number) {
    const id = rows.nextId('organizations')
    const name = `Comercial ${chance.one(vocabulary.last).text} ${id}`
    const telling = nameWords(name)
    rows.add('organizations', id, name, `{${telling.join(',')}}`, iso(at))
    learn(telling)
    const deed = rows.fact('organization.created', {}, at, agent, 'console', `seed-o${id}`, `{"organizationId": ${id}}`)
    rows.change(deed, 'insert', 'organizations', id, {}, inserted({ id, name, notes: '', created_at: iso(at) }))
    return id
  }

  function enrol(at: number, agent: number): Customer {
    const id = rows.nextId('customers')
    if (id % 20 === 1) organization = organize(at, agent)
    const own = chance.often(0.6) ? organization : null
    const parts = [one(vocabulary.first, first), one(vocabulary.last, last), one(vocabulary.last, last)]
    const name = parts.map((part) => part.text).join(' ')
    const telling = nameWords(name)
    rows.add('customers', id, name, own, `{${telling.join(',')}}`, false, iso(at))
    learn(telling)
    const deed = rows.fact('customer.created', { customer: id }, at, agent, 'console', `seed-c${id}`)
    const told = { id, name, notes: '', active: true, created_at: iso(at), organization_id: own ?? undefined }
    rows.change(deed, 'insert', 'customers', id, { customer: id }, inserted(told))
    addPhone(deed, id)
    addEmail(deed, id, name)
    return { id, name: parts, organization: own }
  }

  function addPhone(deed: Deed, customer_id: number) {
    const id = rows.nextId('customer_phones')
    const number = `+569${String(30_000_000 + ((customer_id * 7919) % 69_999_999))}`
    rows.add('customer_phones', id, customer_id, 0, number, number, 'mobile', 'CL', 'valid', number.slice(1))
    const told = { id, e164: number, kind: 'mobile', valid: 'valid', number, country: 'CL', position: 0, customer_id }
    rows.change(deed, 'insert', 'customer_phones', id, { customer: customer_id }, inserted(told))
  }

  function addEmail(deed: Deed, customer_id: number, name: string) {
    const id = rows.nextId('customer_emails')
    const address = `${fold(name).replaceAll(' ', '.')}.${customer_id}@correo.example`
    rows.add('customer_emails', id, customer_id, 0, address)
    const told = { id, active: true, address, position: 0, customer_id }
    rows.change(deed, 'insert', 'customer_emails', id, { customer: customer_id }, inserted(told))
  }

  return {
    /** Who brings the nth ticket. */
    callerOf(n: number, at: number, agent: number): Customer {
      const due = Math.ceil(((n + 1) * customers) / tickets)
      if (known.length === due) return chance.one(known)
      while (known.length < due) known.push(enrol(at, agent))
      return known.at(-1)!
    },
  }
}
