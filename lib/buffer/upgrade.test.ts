import { Dexie } from 'dexie'
import { afterEach, expect, it, vi } from 'vitest'
import { freshBuffer, freshSuffix } from '../testing/indexeddb.ts'
import { workInsert, workUpdate } from '../testing/works.ts'
import { upcast } from '../wire/versions.ts'
import { modernise } from './modernise.ts'
import { write } from './write.ts'
import { WriteBuffer } from './write-buffer.ts'

const CLIENT = '00000000-0000-4000-8000-0000000000cc'
const CLOCK = '0190000000000007'

/** The queue as the first version of the extension opened it. */
function firstVersion(suffix: string): Dexie {
  const db = new Dexie(`DeepRecallWriteBuffer${suffix}`)
  db.version(1).stores({
    changes: '++seq, &id, [status+seq], [entity+seq], [table+seq]',
    attempts: '++n',
    meta: 'key',
  })
  return db
}

/** A change as the first version stored it. */
function oldChange(title: string, more: object = {}) {
  const id = crypto.randomUUID()
  return {
    ...{ id: crypto.randomUUID(), table: 'works', op: 'insert', payload: { id, title } },
    ...{ created_at: 1, status: 'pending', retry_count: 0, v: 1, client_id: CLIENT },
    ...{ hlc: CLOCK, entity: `works:${id}`, ...more },
  }
}

async function oldQueue(changes: object[]) {
  const suffix = freshSuffix()
  const old = firstVersion(suffix)
  await old.table('changes').bulkAdd([oldChange('gone'), ...changes])
  await old.table('changes').delete(1)
  await old.table('meta').bulkAdd([
    { key: 'hlc', value: CLOCK },
    { key: 'clientId', value: CLIENT },
    { key: 'offsetMs', value: 0 },
    { key: 'failures', value: 3 },
  ])
  return { suffix, old }
}

const titles = (changes: { payload: Record<string, unknown> }[]) =>
  changes.map(({ payload }) => payload.title)

afterEach(() => vi.restoreAllMocks())

it('C14 K9 takes over what the first version has queued: order, places, clock and device', async () => {
  const parked = { status: 'error', code: 'INVALID', error: 'no' }
  const { suffix, old } = await oldQueue([
    oldChange('a'),
    oldChange('b', { status: 'syncing', lease_by: 'old boot', lease_until: 5 }),
    oldChange('c', parked),
    oldChange('d', { status: 'applied', applied_at: 5 }),
    oldChange('e'),
  ])
  old.close()
  const buffer = new WriteBuffer({ suffix, now: () => 1 })
  const all = await buffer.getAll()
  expect(titles(all)).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(all.map(({ seq }) => seq)).toEqual([2, 3, 4, 5, 6])
  expect(all.map(({ status }) => status)).toEqual([
    'pending',
    'syncing',
    'error',
    'applied',
    'pending',
  ])
  await buffer.release(() => true)
  expect(titles(await buffer.peek(10))).toEqual(['a', 'b', 'e'])
  const [next] = await buffer.enqueue(workInsert('f'))
  expect(next?.client_id).toBe(CLIENT)
  expect((next?.hlc ?? '') > CLOCK).toBe(true)
  expect(next?.seq).toBeGreaterThan(6)
  expect((await buffer.db.meta.get('failures'))?.value).toBe(3)
  expect(await buffer.account()).toMatchObject({ enqueued: 6, difference: 0 })
})

it('C14 leaves a change of the first version as it was sent, for it may have been', async () => {
  const change = oldChange('a')
  const { suffix, old } = await oldQueue([change])
  old.close()
  const buffer = new WriteBuffer({ suffix })
  await buffer.enqueue(workUpdate(String(change.payload.id), { title: 'b' }))
  expect(await buffer.getAll()).toMatchObject([
    { op: 'insert', hlc: CLOCK, payload: { title: 'a' } },
    { op: 'update', payload: { title: 'b' } },
  ])
})

it('C14 K9 loses nothing between an old page that stays open and a new one', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const { suffix, old } = await oldQueue([oldChange('before')])
  const buffer = new WriteBuffer({ suffix })
  await buffer.enqueue(workInsert('new page'))
  await old.table('changes').add(oldChange('old page'))
  expect(titles(await buffer.peek(10))).toEqual(['before', 'new page', 'old page'])
  expect(await old.table('changes').count()).toBe(0)
  await buffer.enqueue(workInsert('new page again'))
  expect(titles(await buffer.getAll())).toHaveLength(4)
  old.close()
})

it('closes for another page that upgrades, and opens again', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const suffix = freshSuffix()
  const [one, two] = [new WriteBuffer({ suffix }), new WriteBuffer({ suffix })]
  await one.enqueue(workInsert('a'))
  await two.enqueue(workInsert('b'))
  one.db.close({ disableAutoOpen: false })
  await one.enqueue(workInsert('c'))
  expect(titles(await two.getAll())).toEqual(['a', 'b', 'c'])
})

it('R5 names the error when a newer version of the extension has been here', async () => {
  const suffix = freshSuffix()
  const newer = new Dexie(`DeepRecallWriteBuffer${suffix}`)
  newer
    .version(3)
    .stores({ queue: '++seq', head: 'key', batches: 'n', changes: '++seq', meta: 'key' })
  await newer.open()
  newer.close()
  const buffer = new WriteBuffer({ suffix })
  await expect(buffer.enqueue(workInsert('a'))).rejects.toMatchObject({ name: 'NewerQueueError' })
})

it('C14 brings payloads that no server has seen up to date in place, and parks those that are too old', async () => {
  const buffer = freshBuffer()
  const [fresh, sent, ancient] = await buffer.enqueue(['a', 'b', 'c'].map((t) => workInsert(t)))
  await buffer.enqueue(workUpdate(String(ancient?.payload.id), { notes: 'n' }))
  await buffer.claim([sent?.id ?? ''], 'boot')
  await buffer.release(() => true)
  const steps = {
    1: (change: { payload: object }) => ({
      ...change,
      payload: { ...change.payload, notes: 'cast' },
    }),
  }
  await write(buffer.db, 'relaxed', (tx) =>
    modernise(
      tx,
      (change) =>
        change.payload.title === 'c'
          ? { kind: 'too_old' }
          : upcast(change, { current: 2, steps: steps as never }), // one step from version 1 to 2
    ),
  )
  const all = await buffer.getAll()
  expect(all[0]).toMatchObject({ id: fresh?.id, v: 2, payload: { title: 'a', notes: 'cast' } })
  expect(all[1]).toEqual({ ...sent, net_attempts: 1, lane: 'ready', shown: 'works' })
  expect(all[2]).toMatchObject({ status: 'error', code: 'CLIENT_TOO_OLD', payload: { title: 'c' } })
  expect(await buffer.exportAll()).toContain('"c"')
  expect(await buffer.account()).toMatchObject({ rejected: 1, difference: 0 })
})
