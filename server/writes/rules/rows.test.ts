import { expect, it } from 'vitest'
import { Rows, type StoredRow } from './rows.ts'

const AT = '2026-03-01T12:00:00.000Z'
const row = (id: string, about: object = {}): StoredRow => ({
  ...{ owner_id: 'o', id, rev: 1, clock: {}, lww: '', deleted_at: null },
  ...{ created_at: AT, updated_at: AT, server_at: AT, ...about },
})

it('gives what was taken in, and refuses to guess what was not', () => {
  const rows = new Rows()
  const one = row('1')
  rows.load('works', '1', one)
  rows.load('works', '2', undefined)
  expect(rows.get('works', '1')).toBe(one)
  expect(rows.get('works', '2')).toBeUndefined()
  expect(() => rows.get('works', '3')).toThrow(/works .*never read/)
  expect(() => rows.get('assets', '1')).toThrow(/assets/)
  expect([rows.knows('works', '2'), rows.knows('works', '3')]).toEqual([true, false])
})

it('keeps what it holds where the same row is taken in once more', () => {
  const rows = new Rows()
  rows.load('works', '1', row('1'))
  rows.set('works', row('1', { rev: 2 }))
  rows.load('works', '1', row('1'))
  expect(rows.get('works', '1')?.rev).toBe(2)
})

it('tells what changed, with what was there before', () => {
  const rows = new Rows()
  const [old, now] = [row('1'), row('1', { rev: 2 })]
  rows.load('works', '1', old)
  rows.load('works', '2', undefined)
  rows.load('works', '3', row('3'))
  rows.set('works', now)
  rows.set('works', row('2'))
  expect(rows.changes()).toEqual([
    { table: 'works', before: old, after: now },
    { table: 'works', before: undefined, after: row('2') },
  ])
  rows.written()
  expect(rows.changes()).toEqual([])
  rows.set('works', row('1', { rev: 3 }))
  expect(rows.changes()).toEqual([{ table: 'works', before: now, after: row('1', { rev: 3 }) }])
})

it('keeps the changes of a fork to itself until they are adopted', () => {
  const rows = new Rows()
  rows.load('works', '1', row('1'))
  rows.loadEnd('works', '9', null)
  const fork = rows.fork()
  fork.set('works', row('1', { rev: 2 }))
  fork.loadEnd('works', '8', null)
  expect([rows.get('works', '1')?.rev, fork.get('works', '1')?.rev]).toEqual([1, 2])
  expect([rows.exists('works', '8'), fork.exists('works', '8')]).toEqual([false, true])
  expect([fork.exists('works', '9'), fork.knowsEnd('works', '9')]).toEqual([true, true])
  rows.adopt(fork)
  expect(rows.changes()).toMatchObject([{ before: { rev: 1 }, after: { rev: 2 } }])
  expect(rows.exists('works', '8')).toBe(true)
})

it('knows of an end whether it is there, and which row it was merged into', () => {
  const rows = new Rows()
  rows.load('works', '1', row('1', { merged_into: '2' }))
  rows.load('works', '3', undefined)
  rows.loadEnd('works', '4', '5')
  rows.loadEnd('works', '5', null)
  rows.loadEnd('works', '6', undefined)
  const merged = ['1', '3', '4', '5', '6'].map((id) => rows.mergedInto('works', id))
  expect(merged).toEqual(['2', undefined, '5', null, undefined])
  expect(rows.exists('works', '5')).toBe(true)
  expect(rows.exists('works', '6')).toBe(false)
  expect([rows.knowsEnd('works', '6'), rows.knowsEnd('works', '7')]).toEqual([true, false])
  expect(rows.knowsEnd('works', '1')).toBe(true)
  // A row that is worked on says it better than what was read of it as an end.
  rows.loadEnd('works', '1', null)
  expect(rows.mergedInto('works', '1')).toBe('2')
})
