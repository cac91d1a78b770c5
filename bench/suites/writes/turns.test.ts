import { expect, it } from 'vitest'
import { perSecond, quantile, ratioOf, takeTurns } from './turns.ts'

it('takes each way in turn, lets another begin each time, and forgets the warm-up', async () => {
  const order: string[] = []
  const way = (name: string) => async (turn: number) => {
    order.push(`${name}${turn}`)
    return turn
  }
  const taken = await takeTurns(3, async (turn) => turn, { a: way('a'), b: way('b') })
  expect(order).toEqual(['a0', 'b0', 'b1', 'a1', 'a2', 'b2', 'b3', 'a3'])
  expect(taken).toEqual({ a: [1, 2, 3], b: [1, 2, 3] })
})

it('compares what was measured in the same turn', () => {
  expect(ratioOf([2, 9, 8], [1, 3, 2])).toEqual({ median: 3, min: 2, max: 4, n: 3, unit: '×' })
})

it('counts what is done in a second', async () => {
  expect(await perSecond(10, async () => undefined)).toBeGreaterThan(10)
})

it('finds the value that a share stays below', () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i)
  expect(quantile(values, 0.95)).toBe(95)
  expect(quantile([7], 0.95)).toBe(7)
  expect(quantile([3, 1, 2], 0.5)).toBe(2)
})
