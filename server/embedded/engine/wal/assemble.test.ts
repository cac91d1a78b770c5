import { expect, it } from 'vitest'
import { Assembly } from './assemble.ts'
import type { Change } from './change.ts'

const begin = { kind: 'begin', lsn: 100n, xid: 7 } as const
const commit = { kind: 'commit', endLsn: 120n } as const
const insert = (oid: number): Change => ({ kind: 'insert', oid, next: ['x'] })
const relation: Change = {
  kind: 'relation',
  relation: { oid: 1, schema: 'public', name: 'works', full: true, columns: [] },
}

function assemble(maxBytes: number, changes: Change[]) {
  const assembly = new Assembly(maxBytes)
  assembly.take(begin)
  for (const change of changes) assembly.take({ kind: 'change', change, bytes: 10 })
  return assembly.take(commit)
}

it('gives a transaction at its commit, whole and in order', () => {
  const changes = [relation, insert(1), insert(2)]
  expect(assemble(1000, changes)).toEqual({ xid: 7, lsn: 100n, endLsn: 120n, changes, bytes: 30 })
})

it('says whether a transaction is on its way', () => {
  const assembly = new Assembly(1000)
  expect(assembly.pending).toBe(false)
  expect(assembly.take(begin)).toBeUndefined()
  assembly.take({ kind: 'other' })
  expect(assembly.pending).toBe(true)
  expect(assembly.take(commit)?.changes).toEqual([])
  expect(assembly.pending).toBe(false)
})

it('keeps of one that is too large which tables it touched, and how they look', () => {
  const truncate: Change = { kind: 'truncate', oids: [2, 3] }
  const changes = [insert(1), insert(1), relation, insert(1), insert(2), truncate, insert(1)]
  expect(assemble(25, changes)?.changes).toEqual([
    { kind: 'blind', oid: 1 },
    relation,
    { kind: 'blind', oid: 2 },
    { kind: 'blind', oid: 3 },
  ])
})

it('follows the next transaction row by row again', () => {
  const assembly = new Assembly(15)
  for (const _ of [1, 2]) {
    assembly.take(begin)
    assembly.take({ kind: 'change', change: insert(1), bytes: 20 })
    assembly.take(commit)
  }
  assembly.take(begin)
  assembly.take({ kind: 'change', change: insert(1), bytes: 10 })
  expect(assembly.take(commit)?.changes).toEqual([insert(1)])
})
