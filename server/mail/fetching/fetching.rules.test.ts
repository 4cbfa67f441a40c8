import { expect, test } from 'vitest'
import { detailOf, isOurs, runs } from './fetching.rules.ts'

const at = (day: string) => new Date(`2026-03-${day}T10:00:00Z`)
const beginning = { startedAt: at('10'), unreadSince: null, oldUpTo: 100 }
const mail = { uid: 50, seen: false, arrivedAt: at('05') }

test('E1: what came before a mailbox was connected is left alone, read or not', () => {
  expect(isOurs(mail, beginning)).toBe(false)
  expect(isOurs({ ...mail, seen: true }, beginning)).toBe(false)
})

test('E1: what comes afterwards is ours, also what a colleague has read', () => {
  expect(isOurs({ ...mail, arrivedAt: at('10') }, beginning)).toBe(true)
  expect(isOurs({ ...mail, arrivedAt: at('11'), seen: true }, beginning)).toBe(true)
})

test('E1: the admin says since when what is unread is taken too', () => {
  const since = { ...beginning, unreadSince: at('03') }
  expect(isOurs(mail, since)).toBe(true)
  expect(isOurs({ ...mail, seen: true }, since)).toBe(false)
  expect(isOurs({ ...mail, arrivedAt: at('02') }, since)).toBe(false)
})

test('E1: an old mail that is moved in unread is new to us', () => {
  expect(isOurs({ ...mail, uid: 101 }, beginning)).toBe(true)
  expect(isOurs({ ...mail, uid: 101, seen: true }, beginning)).toBe(false)
})

test('a server says what it likes: what cannot be kept of it keeps nobody from noting that it failed', () => {
  expect(detailOf({ responseText: 'NO\0 way\x07', message: 'Command failed' })).toBe('NO way')
  expect(detailOf({ message: `${'x'.repeat(499)}😀` })).toBe(`${'x'.repeat(499)}\ufffd`)
})

test('E1: a large mail goes alone, and those behind it go together: none is left out', () => {
  const items = [1, 9, 1, 1, 3, 1].map((size, uid) => ({ uid, size }))
  const cut = runs(items, { count: 3, bytes: 5, together: 4 }).map((run) => run.map(({ size }) => size))
  expect(cut).toEqual([[1], [9], [1, 1, 3], [1]])
})
