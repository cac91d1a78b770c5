import { expect, it } from 'vitest'
import { nextCursor } from './cursor.ts'

const epochMs = Date.UTC(2024, 9, 9)

it('rounds the time up to the next long poll', () => {
  expect(nextCursor(undefined, epochMs + 61_000, 20_000)).toBe(80)
  expect(nextCursor('60', epochMs + 61_000, 20_000)).toBe(80)
})

it('never repeats or goes behind a cursor that the client has', () => {
  expect(nextCursor('80', epochMs + 61_000, 20_000, () => 0)).toBe(81)
  expect(nextCursor('500', epochMs + 61_000, 20_000, () => 0.999999)).toBe(4100)
})

it('takes no notice of a cursor that is no number', () => {
  expect(nextCursor('soon', epochMs + 1_000, 20_000)).toBe(20)
})
