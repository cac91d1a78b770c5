import { Dexie, type Table } from 'dexie'
import { afterEach, expect, it, vi } from 'vitest'
import { liveCalmly } from './live.ts'

let stop = () => {}

afterEach(() => stop())

function freshTable(): Table<{ id: number; value: number }, number> {
  const db = new Dexie(crypto.randomUUID(), { cache: 'disabled' })
  db.version(1).stores({ values: 'id' })
  return db.table('values')
}

it('tells of the last of many changes, and rests in between', async () => {
  const table = freshTable()
  const seen: (number | undefined)[] = []
  const read = async () => (await table.get(1))?.value
  stop = liveCalmly(read, (value) => seen.push(value), 50)
  await vi.waitFor(() => expect(seen).toEqual([undefined]))
  for (let value = 1; value <= 30; value++) await table.put({ id: 1, value })
  await vi.waitFor(() => expect(seen.at(-1)).toBe(30))
  expect(seen.length).toBeLessThan(30)
  await table.put({ id: 1, value: 31 })
  await vi.waitFor(() => expect(seen.at(-1)).toBe(31))
})

it('tells of nothing after it was stopped', async () => {
  const table = freshTable()
  const seen: (number | undefined)[] = []
  stop = liveCalmly(
    async () => (await table.get(1))?.value,
    (value) => seen.push(value),
    0,
  )
  await vi.waitFor(() => expect(seen).toEqual([undefined]))
  await table.put({ id: 1, value: 1 })
  await vi.waitFor(() => expect(seen).toContain(1))
  stop()
  const told = seen.length
  await table.put({ id: 1, value: 2 })
  expect(await table.get(1)).toEqual({ id: 1, value: 2 })
  expect(seen).toHaveLength(told)
})
