import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { en as commandsInEnglish } from '../server/cli/texts.en.ts'
import { es as commands, es as commandTexts } from '../server/cli/texts.es.ts'
import { reactions } from '../server/reactions.ts'
import { texts } from '../server/texts.ts'
import { handlersNaming } from './handlers.ts'

// The shape of the code (ARCHITECTURE.md), read from the sources themselves.

const ROOT = join(import.meta.dirname, '..')
const server = sources('server').filter(({ path }) => !/\.test\.tsx?$/.test(path))
const web = sources('web').filter(({ path }) => !/\.test\.tsx?$/.test(path))

/** From the ground up; sla lies below tickets (docs/decisions/0002). Slices on one line know nothing of each other. */
const LAYERS = [
  ['platform'],
  ['auth', 'audit'],
  ['alerts', 'preferences'],
  ['customers'],
  ['sla'],
  ['tickets'],
  ['conversations', 'knowledge'],
  ['mail'],
  ['reports', 'admin'],
]
/** What is derived from a policy is written where tickets are settled, so `targets` is the tickets' own. */
const TABLES: Record<string, string> = {
  platform: 'idempotency live_events migrations set_clock secrets',
  audit: 'facts changes seals',
  auth: 'agents groups memberships sessions tokens throttles access_links totps recovery_codes passkeys challenges providers identities',
  alerts: 'alerts mutes',
  preferences: 'preferences availability',
  customers:
    'organizations customers customer_words customer_phones customer_emails customer_answers customer_merges possible_duplicates imports import_rows',
  sla: 'calendars policies policy_targets',
  tickets:
    'tickets status_rows parties relations activities answers categories questions statuses search_entries search_rewrites targets ticket_tags presence views bulk_runs bulk_items',
  conversations: 'calls call_notes call_scripts interactions files attachments library_files drafts',
  mail: 'mailboxes mailbox_watches mailbox_oauth mails mail_sightings unkept_mails mail_messages outgoing_mails deliveries mail_notices mail_templates restored',
  admin: 'settings logos',
}

test('imports go down only; contracts lend their types and constants to everybody', () => {
  const wrong = server.flatMap(({ path, imports }) =>
    imports
      .filter((other) => other.file.startsWith('server/'))
      .filter((other) => !mayImport(path, other))
      .map((other) => `${path} → ${other.file}`),
  )
  expect(wrong).toEqual([])
})

test('no file needs, by whatever way, a file that needs it; types ask for nothing when it runs', () => {
  const needs = new Map(
    server.map(({ path, imports }) => [path, imports.filter(({ typeOnly }) => !typeOnly).map(({ file }) => file)]),
  )
  const clear = new Set<string>()
  const circles = (path: string, way: string[]): string[] => {
    if (way.includes(path)) return [[...way.slice(way.indexOf(path)), path].join(' → ')]
    const found = clear.has(path) ? [] : (needs.get(path) ?? []).flatMap((next) => circles(next, [...way, path]))
    clear.add(path)
    return found
  }
  expect([...needs.keys()].flatMap((path) => circles(path, []))).toEqual([])
})

test('rules are pure: no waiting, no clock, no chance, no database, nothing of the machine', () => {
  const impure = server
    .filter(({ path }) => path.endsWith('.rules.ts'))
    .flatMap(({ path, code, imports }) =>
      [
        ...(/\bawait\b|\basync\b|\bPromise\b|Date\.now|new Date\(\)|Temporal\.Now|Math\.random|randomUUID|randomBytes|performance\.now/.exec(
          code,
        ) ?? []),
        ...imports
          .filter(
            ({ file, typeOnly }) =>
              !typeOnly && /^node:(?!crypto|buffer)|^kysely$|^pg$|context\.ts|database\.ts/.test(file),
          )
          .map(({ file }) => file),
      ].map((what) => `${path}: ${what}`),
    )
  expect(impure).toEqual([])
})

test('every table has one owner', () => {
  const created = sources('migrations', /\.sql$/).flatMap(({ code }) =>
    [...code.matchAll(/create (?:unlogged )?table (?:if not exists )?(\w+)/g)].map((found) => found[1]!),
  )
  const owned = Object.values(TABLES).flatMap((names) => names.split(' '))
  expect(created.filter((table) => !owned.includes(table))).toEqual([])
  expect(owned.filter((table, i) => owned.indexOf(table) !== i)).toEqual([])
})

test('only the owner slice writes a table', () => {
  const wrong = server.flatMap(({ path, code }) =>
    [
      ...code.matchAll(/\b(?:insertInto|updateTable|deleteFrom)\('(\w+)/g),
      ...code.matchAll(/\b(?:insert into|delete from)\s+(\w+)/gi),
      ...code.matchAll(/\bupdate\s+(\w+)\s+(?:as \w+\s+)?set\b/gi),
    ]
      .map((found) => found[1]!)
      .filter((table) => !TABLES[sliceOf(path) ?? '']?.split(' ').includes(table))
      .map((table) => `${path} writes ${table}`),
  )
  expect(wrong).toEqual([])
})

test('under an open transaction no route reaches for another connection', () => {
  const wrong = server
    .filter(({ path }) => /routes\.ts$/.test(path))
    .flatMap(({ path, code }) => handlersNaming('desk', code).map((handler) => `${path}: ${handler}`))
  expect(wrong).toEqual([])
})

test('the web app knows of the server only its contracts', () => {
  const wrong = web.flatMap(({ path, imports }) =>
    imports
      .filter(({ file }) => file.startsWith('server/') && !isContract(file))
      .map(({ file }) => `${path} → ${file}`),
  )
  expect(wrong).toEqual([])
})

test('web/ui knows neither the router nor the API', () => {
  const wrong = web
    .filter(({ path }) => path.startsWith('web/ui/'))
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ file }) => /react-router|react-query|^web\/(api|live|queries|routes|console)|^server\//.test(file))
        .map(({ file }) => `${path} → ${file}`),
    )
  expect(wrong).toEqual([])
})

test('no file is longer than 300 lines', () => {
  const all = ['server', 'web', 'test', 'seeds', 'scripts', 'bin'].flatMap((folder) => sources(folder))
  const long = all
    .filter(({ path }) => path !== 'server/platform/db.types.ts')
    .filter(({ code }) => code.split('\n').length > 301)
  expect(long.map(({ path }) => path)).toEqual([])
})

test('nothing is left to be done later, and no test is skipped', () => {
  const unfinished = new RegExp(`\\b(?:${['TO', 'DO'].join('')}|FIX${'ME'})\\b`)
  const skipped = new RegExp(`\\b(?:test|it|describe)\\.(?:sk${'ip'}|to${'do'}|on${'ly'})\\b`)
  const all = ['server', 'web', 'test', 'seeds', 'scripts', 'bin', 'migrations'].flatMap((folder) =>
    sources(folder, /\.(tsx?|mjs|css|sql)$/),
  )
  expect(all.filter(({ code }) => unfinished.test(code) || skipped.test(code)).map(({ path }) => path)).toEqual([])
})

test('Spanish, English and Portuguese say the same things', () => {
  for (const slice of texts) {
    const [es, en, pt] = [slice.es, slice.en, slice.pt].map((catalogue) => new Set(keysOf(catalogue)))
    expect([...en!].sort()).toEqual([...es!].sort())
    expect([...pt!].sort()).toEqual([...es!].sort())
  }
})

test('the commands say the same in Spanish and English', () => {
  expect(keysOf(commandsInEnglish).sort()).toEqual(keysOf(commands).sort())
})

test('no text is empty, and each is filled with the same values in every language', () => {
  for (const slice of texts) {
    const [es, en, pt] = [slice.es, slice.en, slice.pt].map((catalogue) => flat(catalogue))
    for (const [key, text] of Object.entries(es!)) {
      for (const other of [en!, pt!].filter((catalogue) => key in catalogue))
        expect([key, holes(other[key]!)]).toEqual([key, holes(text)])
      expect(text.trim()).not.toBe('')
    }
  }
})

test('every text the server asks for by name exists', () => {
  const known = new Set([...texts.map(({ es }) => es), commandTexts].flatMap(keysOf))
  const wanted = server.flatMap(({ path, code }) => askedFor(code).map((key) => ({ path, key })))
  expect(wanted.length).toBeGreaterThan(100)
  expect(wanted.filter(({ key }) => !known.has(key)).map(({ path, key }) => `${path}: ${key}`)).toEqual([])
})

test('every fact has its words in Cronograma, Modificaciones and the page of its customer, in the three languages', () => {
  const known = texts.flatMap(({ es, en, pt }) => [es, en, pt]).flatMap(keysOf)
  const spoken = (fact: string) => known.filter((key) => key === `fact.${fact}`).length === 3
  const ofNoTicket = /^(file|library|category|questions|script|status|view|bulk)\./
  const ofTickets = factsOf('tickets', 'conversations').filter((fact) => !ofNoTicket.test(fact))
  expect(ofTickets.length).toBeGreaterThan(20)
  const ofPeople = factsOf('customers').filter((fact) => !fact.startsWith('import.'))
  expect(ofPeople.length).toBeGreaterThan(8)
  expect([...ofTickets, ...ofPeople].filter((fact) => !(fact in reactions) || !spoken(fact))).toEqual([])
})

test('the console’s catalogues have the same keys', () => {
  const [es, en, pt] = ['es', 'en', 'pt'].map((language) =>
    keysOf(JSON.parse(readFileSync(join(ROOT, `web/texts/${language}.json`), 'utf8'))),
  )
  expect([...new Set(en)].sort()).toEqual([...new Set(es)].sort())
  expect([...new Set(pt)].sort()).toEqual([...new Set(es)].sort())
})

type Import = { file: string; typeOnly: boolean }
type Source = { path: string; code: string; imports: Import[] }

function sources(folder: string, wanted = /\.(tsx?|mjs)$/): Source[] {
  let names: string[] = []
  try {
    names = readdirSync(join(ROOT, folder), { recursive: true }) as string[]
  } catch {
    return []
  }
  return names
    .filter((name) => wanted.test(name))
    .map((name) => {
      const path = join(folder, name)
      const code = readFileSync(join(ROOT, path), 'utf8')
      return { path, code, imports: importsOf(path, code) }
    })
}

function importsOf(path: string, code: string): Import[] {
  const found = code.matchAll(/^(?:import|export)\s+(type\s)?(?:([^'";]*?)\sfrom\s+)?'([^']+)'/gm)
  return [...found].map(([, type, names, from]) => ({
    file: from!.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(path), from!)) : from!,
    typeOnly: Boolean(type) || (/^\{/.test(names ?? '') && named(names!).every((name) => name.startsWith('type '))),
  }))
}

function named(names: string): string[] {
  return names
    .replace(/[{}]/g, '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
}

/** The command line is no slice: like main.ts it stands above all of them, and none may know it. */
const sliceOf = (path: string) => /^server\/(?!cli\/)([^/]+)\//.exec(path)?.[1]
const isContract = (path: string) => /\/(?:\w[\w-]*\.)?contract\.ts$/.test(path)
const rank = (slice: string) => LAYERS.findIndex((layer) => layer.includes(slice))

function mayImport(path: string, { file, typeOnly }: Import): boolean {
  const from = sliceOf(path)
  const to = sliceOf(file)
  // The program's own doors, the root files and the commands, compose everything; nothing leans on them.
  if (from === undefined || from === 'cli' || from === to) return true
  if (to === undefined) return typeOnly
  if (rank(to) < rank(from)) return true
  return isContract(file) && (typeOnly || isContract(path))
    ? true
    : typeOnly && from === 'platform' && file === 'server/auth/actor.ts'
}

function keysOf(catalogue: object): string[] {
  const keys = Object.keys(flat(catalogue))
  const plural = /_(?:zero|one|two|few|many|other)$/
  return [
    ...new Set(keys.map((key) => (keys.includes(`${key.replace(plural, '')}_other`) ? key.replace(plural, '') : key))),
  ]
}

function flat(catalogue: object, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(catalogue).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value]] : Object.entries(flat(value, `${prefix}${key}.`)),
    ),
  )
}

const holes = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((found) => found[1]!).sort()

/** What a source names literally: texts, refusals with their reasons, faults of a field, alerts. */
function askedFor(code: string): string[] {
  const each = (pattern: RegExp, prefix = '') => [...code.matchAll(pattern)].map((found) => prefix + found[1])
  return [
    ...each(/\bsay\('([\w.]+)'/g),
    ...each(/new Refusal\(\s*\d+,\s*'(\w+)'/g, 'refusal.'),
    ...each(/\binvalid\(\s*[^,()]+,\s*'(\w+)'/g, 'field.'),
    ...each(/\bforbidden\('(\w+)'/g, 'reason.'),
    ...each(/\bwhy: '(\w+)'/g, 'reason.'),
    ...each(/raiseAlert\([^)]*?kind: '(\w+)'/gs, 'alert.'),
  ]
}

const factsOf = (...slices: string[]) =>
  slices.flatMap((slice) =>
    [...readFileSync(join(ROOT, `server/${slice}/facts.ts`), 'utf8').matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(
      (found) => found[1]!,
    ),
  )
