import { expect, it } from 'vitest'
import type { Transaction } from './change.ts'
import { ApplyQueue } from './queue.ts'

const transaction = (xid: number, bytes = 1): Transaction => ({
  xid,
  lsn: BigInt(xid),
  endLsn: BigInt(xid),
  changes: [],
  bytes,
})
const open = { maxBytes: 1000, close: () => undefined, open: () => undefined }
const mustNotFail = (error: unknown) => expect.unreachable(String(error))

it('applies at once what comes while nothing is being applied', () => {
  const applied: number[] = []
  const queue = new ApplyQueue(({ xid }) => void applied.push(xid), mustNotFail, open)
  queue.push(transaction(1))
  queue.push(transaction(2))
  expect(applied).toEqual([1, 2])
  expect(queue.empty).toBe(true)
})

it('applies one after the other, however long each takes', async () => {
  const steps: string[] = []
  const queue = new ApplyQueue(
    async ({ xid }) => {
      steps.push(`begin ${xid}`)
      for (let turn = xid; turn < 4; turn++) await Promise.resolve()
      steps.push(`end ${xid}`)
    },
    mustNotFail,
    open,
  )
  for (const xid of [1, 2, 3]) queue.push(transaction(xid))
  expect(queue.empty).toBe(false)
  await expect.poll(() => queue.empty).toBe(true)
  expect(steps).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2', 'begin 3', 'end 3'])
})

it('closes its valve while too much waits, and opens it at half of that', async () => {
  const valve: string[] = []
  const gates = [1, 2, 3].map(() => Promise.withResolvers<void>())
  const queue = new ApplyQueue(({ xid }) => gates[xid - 1]?.promise, mustNotFail, {
    maxBytes: 100,
    close: () => valve.push('closed'),
    open: () => valve.push('open'),
  })
  for (const xid of [1, 2, 3]) queue.push(transaction(xid, 45))
  expect(valve).toEqual(['closed'])
  gates[0]?.resolve()
  await gates[0]?.promise
  expect(valve).toEqual(['closed'])
  gates[1]?.resolve()
  await expect.poll(() => valve).toEqual(['closed', 'open'])
  gates[2]?.resolve()
  await expect.poll(() => queue.empty).toBe(true)
})

it('applies nothing after a failure, which it tells', async () => {
  const applied: number[] = []
  const failures: unknown[] = []
  const queue = new ApplyQueue(
    async ({ xid }) => {
      if (xid === 2) throw new Error('a bug')
      applied.push(xid)
    },
    (error) => failures.push(error),
    open,
  )
  for (const xid of [1, 2, 3]) queue.push(transaction(xid))
  await expect.poll(() => failures).toEqual([new Error('a bug')])
  expect(applied).toEqual([1])
})
