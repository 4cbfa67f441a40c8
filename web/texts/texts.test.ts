import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

type Tree = { [key: string]: string | Tree }
const here = import.meta.dirname
const read = (language: string) => JSON.parse(readFileSync(join(here, `${language}.json`), 'utf8')) as Tree
const PLURAL = /_(one|many|other)$/
/** The forms a language counts with; CLDR gives Spanish and Portuguese a form for millions. */
const FORMS = { es: ['one', 'many', 'other'], en: ['one', 'other'], pt: ['one', 'many', 'other'] }

describe.each(['es', 'en', 'pt'] as const)('the texts in %s', (language) => {
  const texts = flat(read(language))

  test('say everything the Spanish original says, with the same blanks to fill', () => {
    const original = flat(read('es'))
    expect(names(texts)).toEqual(names(original))
    for (const [name, text] of Object.entries(texts)) {
      const model = original[name] ?? original[name.replace(PLURAL, '_other')]
      expect(blanks(text), name).toEqual(blanks(model ?? ''))
    }
  })

  test('have every form the language counts with', () => {
    const counted = new Set(
      Object.keys(texts)
        .filter((name) => PLURAL.test(name))
        .map((name) => name.replace(PLURAL, '')),
    )
    for (const name of counted)
      for (const form of FORMS[language]) expect(texts, name).toHaveProperty([`${name}_${form}`])
  })

  test('leave no sentence empty and no end untidy', () => {
    for (const [name, text] of Object.entries(texts)) expect(text, name).toMatch(/^\S(.*\S)?$/s)
  })
})

const BETWEEN_TAGS = />\s*([^<>{}()=;]*\p{L}{3,}[^<>{}()=;]*?)\s*<\//gu
const IN_ATTRIBUTES = /\b(?:aria-label|alt|title|label|placeholder|description)="([^"]*\p{L}[^"]*)"/gu

test.each(components())('%s says nothing in a language of its own', (file) => {
  const source = readFileSync(join(here, '..', file), 'utf8')
  const said = [BETWEEN_TAGS, IN_ATTRIBUTES].flatMap((pattern) => [...source.matchAll(pattern)].map(([, text]) => text))
  expect(said.filter((text) => text !== 'Ventanilla')).toEqual([])
})

function flat(tree: Tree, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([name, value]) =>
      typeof value === 'string' ? [[prefix + name, value]] : Object.entries(flat(value, `${prefix}${name}.`)),
    ),
  )
}

const names = (texts: Record<string, string>) =>
  [...new Set(Object.keys(texts).map((name) => name.replace(PLURAL, '')))].sort()
const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, blank]) => blank).sort()

function components() {
  return readdirSync(join(here, '..'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'))
}
