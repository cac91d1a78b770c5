import { expect, it } from 'vitest'
import { calmly } from './calmly.ts'

it('runs a task once at a time, and once more for all that asked meanwhile', async () => {
  const stopping = new AbortController()
  const ends: (() => void)[] = []
  let runs = 0
  const ask = calmly(() => {
    runs += 1
    return new Promise((resolve) => ends.push(resolve))
  }, stopping.signal)
  ask()
  ask()
  ask()
  expect(runs).toBe(1)
  ends[0]?.()
  await expect.poll(() => runs).toBe(2)
  stopping.abort()
  ends[1]?.()
  ask()
  expect(runs).toBe(2)
})

it('runs again after a failure', async () => {
  const stopping = new AbortController()
  let runs = 0
  const ask = calmly(async () => {
    runs += 1
    if (runs === 1) throw new Error('the disk was away')
  }, stopping.signal)
  ask()
  await expect.poll(() => runs).toBe(1)
  ask()
  await expect.poll(() => runs).toBe(2)
})
