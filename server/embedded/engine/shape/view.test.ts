import { expect, it } from 'vitest'
import type { RowChange, Tuple } from '../wal/change.ts'
import { operationsOf, type View } from './view.ts'

/** A shape of `notes(id, owner, note, hidden)`, whose `hidden` isn't selected, for owner `a`. */
const view: View = {
  filter: [
    { kind: 'equals', column: 1, value: 'a' },
    { kind: 'null', column: 3 },
  ],
  columns: [
    { name: 'id', index: 0 },
    { name: 'note', index: 2 },
    { name: 'owner', index: 1 },
  ],
  key: [0],
  keyColumns: [{ name: 'id', index: 0 }],
  keyHead: '"public"."notes"',
  relation: ['public', 'notes'],
  whole: false,
}
const whole: View = { ...view, whole: true }

const mine: Tuple = ['1', 'a', 'text', null]
const update = (old: Tuple, next: Tuple): RowChange => ({ kind: 'update', oid: 1, old, next })
const key = (id: string) => `"public"."notes"/"${id}"`

it('inserts and deletes rows that it holds, and no others', () => {
  const theirs: Tuple = ['1', 'b', 'text', null]
  const gone: Tuple = ['1', 'a', 'text', 'today']
  const value = { id: '1', note: 'text', owner: 'a' }
  expect(operationsOf(view, { kind: 'insert', oid: 1, next: mine }, 4)).toEqual([
    { operation: 'insert', position: 4, key: key('1'), value },
  ])
  expect(operationsOf(view, { kind: 'delete', oid: 1, old: mine }, 4)).toEqual([
    { operation: 'delete', position: 4, key: key('1'), value: { id: '1' } },
  ])
  expect(operationsOf(whole, { kind: 'delete', oid: 1, old: mine }, 4)).toMatchObject([{ value }])
  for (const row of [theirs, gone]) {
    expect(operationsOf(view, { kind: 'insert', oid: 1, next: row }, 4)).toEqual([])
    expect(operationsOf(view, { kind: 'delete', oid: 1, old: row }, 4)).toEqual([])
    expect(operationsOf(view, update(row, row), 4)).toEqual([])
  }
})

it('inserts what moves in and deletes what moves out', () => {
  const theirs: Tuple = ['1', 'b', 'text', null]
  expect(operationsOf(view, update(theirs, mine), 0)).toMatchObject([
    { operation: 'insert', value: { id: '1', note: 'text', owner: 'a' } },
  ])
  expect(operationsOf(view, update(mine, theirs), 0)).toMatchObject([
    { operation: 'delete', value: { id: '1' } },
  ])
})

it('tells of an update the key and what changed; whole, the row and what it was', () => {
  const next: Tuple = ['1', 'a', null, null]
  expect(operationsOf(view, update(mine, next), 2)).toEqual([
    { operation: 'update', position: 2, key: key('1'), value: { id: '1', note: null } },
  ])
  expect(operationsOf(whole, update(mine, next), 2)).toEqual([
    {
      operation: 'update',
      position: 2,
      key: key('1'),
      value: { id: '1', note: null, owner: 'a' },
      oldValue: { note: 'text' },
    },
  ])
})

it('says nothing where no selected column changed', () => {
  const always: View = { ...view, filter: [] }
  expect(operationsOf(always, update(mine, mine), 0)).toEqual([])
  expect(operationsOf(always, update(mine, ['1', 'a', 'text', 'today']), 0)).toEqual([])
})

it('tells a change of key as a delete and an insert that know of each other', () => {
  expect(operationsOf(view, update(mine, ['2/3', 'a', 'text', null]), 6)).toEqual([
    {
      operation: 'delete',
      position: 6,
      key: key('1'),
      value: { id: '1' },
      keyChange: { key_change_to: key('2//3') },
    },
    {
      operation: 'insert',
      position: 7,
      key: key('2//3'),
      value: { id: '2/3', note: 'text', owner: 'a' },
      keyChange: { key_change_from: key('1') },
    },
  ])
})

it('deletes the old key alone where a row moves out with another key', () => {
  expect(operationsOf(view, update(mine, ['2', 'b', 'text', null]), 6)).toEqual([
    { operation: 'delete', position: 6, key: key('1'), value: { id: '1' } },
  ])
})
