import { beforeAll, expect, test } from 'vitest'
import { browser, items, ok, refusal } from '../acts.ts'
import { newWorld, PASSWORD, type Person } from '../world.ts'

const world = newWorld()
let raiz: { call: Person['call'] }
let settings: Setting[]

/** What is edited, how it stands, and what two admins would each make of the same field. */
type Setting = {
  method: 'PATCH' | 'PUT'
  url: string
  look: () => Promise<any>
  theirs: object
  mine: object
  /** Besides what is edited: which of several it is. */
  which?: object
}

const found = async (url: string, holds: (one: any) => boolean) => (await items(world.raiz, url)).find(holds)
const byId = (url: string, id: number) => () => found(url, (one) => one.id === id)
const asked = (text: string) => ({ questions: [{ text }] })

beforeAll(async () => {
  raiz = await browser(world, 'raiz@desk.example', PASSWORD)
  const category = ok(await world.raiz.call('POST', '/api/categories', { name: 'Red' }), 201)
  const script = { groupId: world.support, language: 'es' }
  const about = { about: 'customer' }
  const none = { es: '', en: '', pt: '' }
  const names = { immediate: none, normal: none, low: none }
  const setting = (name: string) => async () => ok(await world.raiz.call('GET', `/api/settings/${name}`))
  const edit = (url: string, look: Setting['look'], theirs: object, mine: object): Setting => ({
    ...{ method: 'PATCH', url, look, theirs, mine },
  })
  const put = (url: string, look: Setting['look'], theirs: object, mine: object, which = {}): Setting => ({
    ...{ method: 'PUT', url, look, theirs, mine, which },
  })
  settings = [
    edit(`/api/agents/${world.leo.id}`, byId('/api/agents', world.leo.id), { name: 'Leonel' }, { name: 'Leonardo' }),
    edit(`/api/groups/${world.tray}`, byId('/api/groups', world.tray), { followUpDays: 4 }, { followUpDays: 5 }),
    edit('/api/statuses/1', byId('/api/statuses/all', 1), { name: 'Por ver' }, { name: 'Por atender' }),
    edit(
      `/api/categories/${category.id}`,
      byId('/api/categories', category.id),
      ...[asked('¿Qué modelo es?'), asked('¿Desde cuándo?')],
    ),
    edit('/api/settings/company', setting('company'), { countries: ['PE'] }, { countries: ['AR'] }),
    edit('/api/settings/security', setting('security'), { graceDays: 3 }, { graceDays: 30 }),
    put(
      '/api/questions',
      async () => ({ questions: await items(world.raiz, '/api/questions') }),
      ...[asked('¿Cómo prefiere que le escribamos?'), asked('¿Quién nos recomendó?'), about],
    ),
    put(
      '/api/settings/priorities',
      async () => {
        const all = await items(world.raiz, '/api/settings/priorities')
        return Object.fromEntries(all.map(({ priority, names }) => [priority, names]))
      },
      ...[{ high: { ...none, es: 'Crítica' } }, { high: { ...none, es: 'Seria' } }, names],
    ),
    put(
      '/api/call-scripts',
      async () =>
        ok(await world.raiz.call('GET', '/api/call-scripts')).items.find(
          (one: any) => one.groupId === world.support,
        ) ?? { greeting: '', closing: '' },
      { greeting: 'Diga', closing: 'Gracias' },
      { greeting: 'Buenos días', closing: 'Adiós' },
      script,
    ),
    template('es'),
  ]
})

const template = (language: string): Setting => ({
  ...{ method: 'PUT', url: `/api/mail-templates/solved/${language}` },
  look: () => found('/api/mail-templates', (one) => one.kind === 'solved' && one.language === language),
  theirs: { subject: 'Resuelto', html: '<p>Listo</p>' },
  mine: { subject: 'Su ticket está resuelto', html: '<p>Buenas noticias</p>' },
})

/** Saves with what was seen of the fields that are changed. */
const save = (who: { call: Person['call'] }, { method, url, which }: Setting, fields: object, seen: any) =>
  who.call(method, url, { ...which, ...fields, seen: partOf(seen, fields) })
const partOf = (seen: any, fields: object) =>
  Object.fromEntries(Object.keys(fields).map((name) => [name, seen[name]] as const))

test('S9: Raíz is told what another admin changed since she looked, nothing is written over, and what she insists on is saved', async () => {
  for (const setting of settings) {
    const { url, look, theirs, mine } = setting
    const seen = await look()
    await save(raiz, setting, theirs, seen)
    const now = partOf(await look(), mine)
    const late = await save(raiz, setting, mine, seen)
    expect([url, ...refusal(late), Object.keys(late.body.fields)]).toEqual([url, 409, 'stale', Object.keys(theirs)])
    expect(partOf(await look(), mine)).toEqual(now)
    expect([url, (await save(raiz, setting, mine, now)).status < 300]).toEqual([url, true])
    expect(partOf(await look(), mine)).not.toEqual(now)
  }
})

test('S9: of two who save at the same moment what both have changed, one is told', async () => {
  const byToken = settings.filter(({ url }) => url !== '/api/settings/security')
  // The last one nobody has written yet: there is no row to be locked.
  for (const setting of [...byToken, template('pt')]) {
    const seen = await setting.look()
    const both = await Promise.all([
      save(raiz, setting, setting.theirs, seen),
      save(world.raiz, setting, setting.theirs, seen),
    ])
    expect([setting.url, both.filter(({ status }) => status === 409).length]).toEqual([setting.url, 1])
  }
})

test('S9: two admins over different fields are in nobody’s way, and both are kept', async () => {
  const edit = (body: object) => world.raiz.call('PATCH', '/api/settings/company', body)
  const { name, channels } = ok(await world.raiz.call('GET', '/api/settings/company'))
  const both = await Promise.all([
    edit({ name: 'Panadería Sur', seen: { name } }),
    edit({ channels: { phone: '+56 2 2345 6700' }, seen: { channels: { phone: channels.phone } } }),
    edit({ channels: { hours: 'de 9 a 18 h' }, seen: { channels: { hours: channels.hours } } }),
  ])
  expect(both.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(ok(await world.raiz.call('GET', '/api/settings/company'))).toMatchObject({
    ...{ name: 'Panadería Sur', channels: { phone: '+56 2 2345 6700', hours: 'de 9 a 18 h' } },
  })
})

test('S9: Eva learns from no setting whether she saw it as it stands', async () => {
  for (const setting of settings) {
    const seen = await setting.look()
    const wrong = Object.fromEntries(Object.entries(seen).map(([name, value]) => [name, otherwise(value)]))
    const [guessed, missed] = [
      await save(world.eva, setting, setting.mine, seen),
      await save(world.eva, setting, setting.mine, wrong),
    ]
    expect([setting.url, [403, 404].includes(guessed.status), guessed.body]).toEqual([setting.url, true, missed.body])
  }
})

function otherwise(value: any) {
  if (Array.isArray(value)) return []
  if (typeof value === 'object') return { ...value, es: `${value?.es}!` }
  return typeof value === 'number' ? value + 1 : `${value}!`
}
