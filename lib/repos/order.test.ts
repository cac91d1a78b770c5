import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isOrderKey } from '../schema/order-key.ts'
import { byPosition, type Placed, placeAt } from './order.ts'

/** The list after something was put before a place. */
function put(list: readonly Placed[], id: string, index: number): Placed[] {
  const { position, moved } = placeAt(list, index)
  const keys = new Map(moved.map((one) => [one.id, one.position]))
  const rest = list.map((one) => ({ ...one, position: keys.get(one.id) ?? one.position }))
  return [...rest, { id, position }].sort(byPosition)
}

const key = fc.constantFrom(null, 'a0', 'a0', 'a1', 'a1V', 'Zz')
const lists = fc
  .array(key, { maxLength: 8 })
  .map((keys) => keys.map((position, i) => ({ id: `id${i}`, position })).sort(byPosition))

it('F41 puts a thing exactly where it was asked for, whatever stands there: equals, or no key', () => {
  fc.assert(
    fc.property(lists, fc.nat(), (list, place) => {
      const index = place % (list.length + 1)
      const ids = list.map(({ id }) => id)
      const after = put(list, 'new', index)
      expect(after.map(({ id }) => id)).toEqual(ids.toSpliced(index, 0, 'new'))
      expect(after.every(({ position }) => position === null || isOrderKey(position))).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})

it('moves nothing else where there is room', () => {
  const list = [
    { id: 'a', position: 'a0' },
    { id: 'b', position: 'a1' },
  ]
  expect([0, 1, 2].map((index) => placeAt(list, index).moved)).toEqual([[], [], []])
})

it('F41 keeps both where two devices put a thing at the same place, in one order for all', () => {
  const list = [
    { id: 'a', position: 'a0' },
    { id: 'z', position: 'a1' },
  ]
  const [mine, theirs] = [put(list, 'mine', 1), put(list, 'theirs', 1)]
  const both = [...mine, ...theirs.filter(({ id }) => id === 'theirs')]
  const order = (rows: Placed[]) => rows.sort(byPosition).map(({ id }) => id)
  expect(order([...both])).toEqual(['a', 'mine', 'theirs', 'z'])
  expect(order([...both].reverse())).toEqual(['a', 'mine', 'theirs', 'z'])
})
