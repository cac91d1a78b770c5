import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entities } from '../../lib/schema/entities.ts'
import type { Entity } from '../../lib/schema/entity.ts'
import type { Ready } from './judged.ts'
import { applyOrder, entityOf } from './units.ts'

const works = entities.works as unknown as Entity // a member of the catalogue is an Entity

let count = 0

/** A change of an entity; `on` names the entities that it points to. */
function ready(op: Ready['op'], entity: string, on: string[] = [], group?: string): Ready {
  count++
  const id = String(count)
  return {
    ...{ kind: 'ready', id, sentId: id, hash: '', bytes: 0, group: group ?? null, op, table: 't' },
    ...{ createdAtMs: 0, by: { client: '', seq: null, hlc: '', baseRev: null }, of: works },
    ...{ entity, whole: {}, keys: {}, elements: {} },
    parents: on.map((parent) => `t:${parent}`),
  }
}

const orderOf = (changes: Ready[]) =>
  applyOrder(changes).map((unit) => unit.map((change) => changes.indexOf(change)))

describe('the order of a batch', () => {
  it('is that in which it was sent', () => {
    const changes = [ready('insert', 'a'), ready('update', 'b'), ready('delete', 'a')]
    expect(orderOf(changes)).toEqual([[0], [1], [2]])
  })

  it('puts the insert of a parent before its child', () => {
    const changes = [ready('update', 'x'), ready('insert', 'c', ['p']), ready('insert', 'p')]
    expect(orderOf(changes)).toEqual([[0], [2], [1]])
  })

  it('puts grandparents first', () => {
    const changes = [ready('insert', 'c', ['p']), ready('insert', 'p', ['g']), ready('insert', 'g')]
    expect(orderOf(changes)).toEqual([[2], [1], [0]])
  })

  it('takes along what happened to the parent before its insert', () => {
    const changes = [ready('update', 'c', ['p']), ready('delete', 'p'), ready('insert', 'p')]
    expect(orderOf(changes)).toEqual([[1], [2], [0]])
  })

  it('keeps a group together, where its first change stands', () => {
    const changes = [
      ready('insert', 'a', [], 'g'),
      ready('update', 'x'),
      ready('insert', 'b', [], 'g'),
    ]
    expect(orderOf(changes)).toEqual([[0, 2], [1]])
  })

  it('brings a whole group forward with the parent in it', () => {
    const changes = [
      ready('insert', 'c', ['p']),
      ready('insert', 'y', [], 'g'),
      ready('insert', 'p', [], 'g'),
    ]
    expect(orderOf(changes)).toEqual([[1, 2], [0]])
  })

  it('ends also where two point to each other', () => {
    const changes = [ready('insert', 'a', ['b']), ready('insert', 'b', ['a'])]
    expect(orderOf(changes).flat().sort()).toEqual([0, 1])
  })

  it('never loses or doubles a change, and never lets one entity’s changes overtake', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd')
    const any = fc.tuple(fc.constantFrom('insert', 'update', 'delete'), name)
    const batch = fc.array(any, { maxLength: 12 }).chain((changes) =>
      // A child comes after its parent in the alphabet: no circles.
      fc.constant(changes.map(([op, entity]) => ready(op, entity, entity > 'b' ? ['a', 'b'] : []))),
    )
    fc.assert(
      fc.property(batch, (changes) => {
        const ordered = applyOrder(changes).flat()
        expect(new Set(ordered)).toEqual(new Set(changes))
        expect(ordered).toHaveLength(changes.length)
        for (const entity of ['t:a', 't:b', 't:c', 't:d']) {
          const those = (list: Ready[]) => list.filter((change) => entityOf(change) === entity)
          expect(those(ordered)).toEqual(those(changes))
        }
      }),
    )
  })
})
