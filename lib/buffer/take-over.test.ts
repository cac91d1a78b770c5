import { Dexie } from 'dexie'
import { afterEach, expect, it, vi } from 'vitest'
import { freshSuffix } from '../testing/indexeddb.ts'
import { workInsert } from '../testing/works.ts'
import type { upcast } from '../wire/versions.ts'
import { modernise } from './modernise.ts'
import { write } from './write.ts'
import { WriteBuffer } from './write-buffer.ts'

const ID = '00000000-0000-4000-8000-000000000001'
const NOW = 1_700_000_000_000

afterEach(() => vi.restoreAllMocks())

/** A change of a work as the first version stored it. */
function oldChange(op: string, payload: object, more: object = {}) {
  return {
    ...{ id: crypto.randomUUID(), table: 'works', op, payload: { id: ID, ...payload } },
    ...{ created_at: 1, status: 'pending', retry_count: 0, v: 1, client_id: crypto.randomUUID() },
    ...{ hlc: '0190000000000007', entity: `works:${ID}`, ...more },
  }
}

async function oldQueue(changes: object[]) {
  const suffix = freshSuffix()
  const old = new Dexie(`DeepRecallWriteBuffer${suffix}`)
  old.version(1).stores({
    ...{ changes: '++seq, &id, [status+seq], [entity+seq], [table+seq]' },
    ...{ attempts: '++n', meta: 'key' },
  })
  await old.table('changes').bulkAdd(changes)
  return { suffix, old, open: () => new WriteBuffer({ suffix, now: () => NOW }) }
}

const PARKED = { status: 'error', code: 'INVALID', error: 'no' }
const titles = (changes: { payload: Record<string, unknown> }[]) =>
  changes.map(({ payload }) => payload.title)

it('B-18 C14 holds in a taken-over queue what stands behind a refused work', async () => {
  const { old, open } = await oldQueue([
    oldChange('insert', { title: 'refused' }, PARKED),
    oldChange('update', { title: 'after' }),
  ])
  old.close()
  const buffer = open()
  expect(await buffer.peek(10)).toEqual([])
  expect(titles((await buffer.attention()).rejected[0]?.held ?? [])).toEqual(['after'])
})

it('B-18 C14 lets nothing overtake an earlier change of its row that waits in a taken-over queue', async () => {
  const { old, open } = await oldQueue([
    oldChange('update', { title: 'a' }, { next_attempt_at: NOW + 20_000 }),
    oldChange('update', { title: 'b' }),
  ])
  old.close()
  expect(await open().peek(10)).toEqual([])
})

it('B-18 K9 holds what an old page queues behind a refused work', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const { old, open } = await oldQueue([oldChange('insert', { title: 'refused' }, PARKED)])
  const buffer = open()
  expect(await buffer.peek(10)).toEqual([])
  await old.table('changes').add(oldChange('update', { title: 'after' }))
  expect(await buffer.peek(10)).toEqual([])
  expect(await buffer.account()).toMatchObject({ rejected: 1, pending: 1, difference: 0 })
  old.close()
})

it('C14 puts a record aside that is no change, takes over the rest, and exports both', async () => {
  const { old, open } = await oldQueue([
    oldChange('insert', { title: 'sent' }, { status: 'syncing' }),
    { payload: 'no change', note: 'kept' },
  ])
  old.close()
  const buffer = open()
  await buffer.release(() => true)
  expect(titles(await buffer.peek(10))).toEqual(['sent'])
  expect(await buffer.exportAll()).toContain('kept')
})

it('C14 leaves the first queue as it was when taking it over fails', async () => {
  const sent = oldChange('insert', { title: 'kept' }, { status: 'syncing' })
  const { old, open } = await oldQueue([sent])
  old.close()
  const put = IDBObjectStore.prototype.put
  const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...given: Parameters<typeof put>
  ) {
    if (this.name === 'batches') throw new TypeError('a bug')
    return put.apply(this, given)
  })
  await expect(open().getAll()).rejects.toThrow('a bug')
  spy.mockRestore()
  expect(titles(await open().getAll())).toEqual(['kept'])
})

it('K9 gives a place to what an old page has sent, and forgets it when the mirror shows it', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const { old, open } = await oldQueue([])
  const buffer = open()
  await buffer.enqueue(workInsert('new page'))
  await old
    .table('changes')
    .bulkAdd([
      oldChange('insert', { title: 'applied' }, { status: 'applied', applied_at: 5 }),
      oldChange('update', { title: 'sent' }, { status: 'syncing' }),
    ])
  await buffer.peek(10)
  const all = await buffer.getAll()
  expect(titles(all)).toEqual(['new page', 'applied', 'sent'])
  expect(all.every(({ seq }) => Number.isInteger(seq))).toBe(true)
  await buffer.prune(all.map(({ seq }) => seq))
  expect(titles(await buffer.getAll())).toEqual(['new page', 'sent'])
  expect(await buffer.account()).toMatchObject({ enqueued: 3, applied: 1, difference: 0 })
  old.close()
})

it('C14 brings a withdrawn row up to date too, or restores it as of the version that it is of', async () => {
  const buffer = new WriteBuffer({ suffix: freshSuffix(), now: () => NOW })
  const other = crypto.randomUUID()
  await buffer.enqueue([workInsert('a', ID), workInsert('too old', other)])
  for (const id of [ID, other]) {
    await buffer.enqueue({ table: 'works', op: 'delete', payload: { id } })
  }
  const cast = (change: { payload: Record<string, unknown> }) =>
    change.payload.title === 'too old'
      ? { kind: 'too_old' }
      : { kind: 'current', change: { ...change, payload: { ...change.payload, notes: 'cast' } } }
  await write(buffer.db, 'relaxed', (tx) => modernise(tx, cast as typeof upcast))
  await write(buffer.db, 'relaxed', async (tx) => {
    const kept = await tx.aside.withdrawn(`works:${other}`)
    if (kept) tx.aside.rewrite({ ...kept, insert: { ...kept.insert, v: 0 } })
  })
  for (const id of [ID, other]) {
    await buffer.enqueue({ table: 'works', op: 'update', payload: { id, deleted_at: null } })
  }
  const restored = await buffer.peek(10)
  expect(restored.map(({ v, payload }) => [v, payload.notes])).toEqual([
    [1, 'cast'],
    [0, undefined],
  ])
})
