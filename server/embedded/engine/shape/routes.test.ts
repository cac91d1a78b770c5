import { expect, it } from 'vitest'
import { SnapshotChunks } from '../snapshot/chunks.ts'
import type { RowChange } from '../wal/change.ts'
import type { Definition } from './definition.ts'
import type { Filter } from './filter.ts'
import { Routes } from './routes.ts'
import { Shape } from './shape.ts'
import { viewOf } from './view.ts'

const definition: Definition = {
  identity: '',
  table: { oid: 7, schema: 'public', name: 'notes', columns: [], key: [] },
  columns: [],
  conditions: [],
  params: [],
  replica: 'default',
  log: 'full',
}

function shapeOf(filter: Filter): Shape {
  return new Shape('h', definition, viewOf(definition, filter), new SnapshotChunks(1))
}

const insert = (...next: (string | null)[]): RowChange => ({ kind: 'insert', oid: 7, next })

it('finds the shapes of the value that a row has or had', () => {
  const routes = new Routes()
  const [a, b, all] = [
    shapeOf([
      { kind: 'null', column: 1 },
      { kind: 'equals', column: 0, value: 'a' },
    ]),
    shapeOf([{ kind: 'equals', column: 0, value: 'b' }]),
    shapeOf([{ kind: 'null', column: 1 }]),
  ]
  for (const shape of [a, b, all]) routes.add(shape)
  const touched = (change: RowChange) => new Set(routes.touched(change))
  expect(touched(insert('a', null))).toEqual(new Set([a, all]))
  expect(touched(insert('c', null))).toEqual(new Set([all]))
  expect(touched(insert(null, null))).toEqual(new Set([all]))
  const moved: RowChange = { kind: 'update', oid: 7, old: ['a', null], next: ['b', null] }
  expect(touched(moved)).toEqual(new Set([a, b, all]))
  expect(touched({ ...moved, oid: 8 })).toEqual(new Set())
})

it('looks at none of the thousand shapes of other owners', () => {
  const routes = new Routes()
  for (let owner = 0; owner < 1000; owner++)
    routes.add(shapeOf([{ kind: 'equals', column: 0, value: String(owner) }]))
  expect([...routes.touched(insert('500'))]).toHaveLength(1)
})

it('gives a shape each change once', () => {
  const routes = new Routes()
  routes.add(shapeOf([{ kind: 'equals', column: 0, value: 'a' }]))
  const same: RowChange = { kind: 'update', oid: 7, old: ['a', 'x'], next: ['a', 'y'] }
  expect([...routes.touched(same)]).toHaveLength(1)
})

it('forgets a shape that is removed', () => {
  const routes = new Routes()
  const shapes = [shapeOf([{ kind: 'equals', column: 0, value: 'a' }]), shapeOf([])]
  for (const shape of shapes) routes.add(shape)
  expect(routes.of(7)).toEqual(shapes)
  for (const shape of shapes) routes.remove(shape)
  expect([...routes.touched(insert('a'))]).toEqual([])
  expect(routes.of(7)).toEqual([])
})
