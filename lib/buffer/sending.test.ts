import { expect, it, vi } from 'vitest'
import { freshBuffer, freshSuffix } from '../testing/indexeddb.ts'
import { workInsert, workUpdate } from '../testing/works.ts'
import { WriteBuffer } from './write-buffer.ts'

const ID = '00000000-0000-4000-8000-000000000001'
const idsOf = (changes: { id: string }[]) => changes.map(({ id }) => id)

it('B-15 B-16 gives each change to one worker, and marks it as on its way', async () => {
  const suffix = freshSuffix()
  const [one, two] = [new WriteBuffer({ suffix }), new WriteBuffer({ suffix })]
  await one.enqueue(Array.from({ length: 5 }, (_, i) => workInsert(`work ${i}`)))
  const ids = idsOf(await one.peek(5))
  expect(idsOf(await two.peek(5))).toEqual(ids)
  const claims = await Promise.all([one.claim(ids, 'one'), two.claim(ids, 'two')])
  expect(claims.map((claimed) => claimed.length).sort()).toEqual([0, 5])
  const all = await one.getAll()
  expect(all.map(({ status, net_attempts }) => [status, net_attempts])).toEqual(
    Array(5).fill(['syncing', 1]),
  )
})

it('B-16 answers a claim with the change as it is now, not as it was looked at', async () => {
  const buffer = freshBuffer()
  await buffer.enqueue([
    workInsert('a', ID),
    workInsert('gone', '00000000-0000-4000-8000-000000000002'),
  ])
  const seen = await buffer.peek(10)
  await buffer.enqueue(workUpdate(ID, { title: 'b' }))
  await buffer.enqueue({
    table: 'works',
    op: 'delete',
    payload: { id: '00000000-0000-4000-8000-000000000002' },
  })
  expect(await buffer.claim(idsOf(seen), 'boot')).toMatchObject([{ payload: { title: 'b' } }])
})

it('B-16 puts back what a dead worker had, and leaves what a living one has', async () => {
  const buffer = freshBuffer()
  const [a, b] = await buffer.enqueue([workInsert('a'), workInsert('b')])
  await buffer.claim([a?.id ?? ''], 'dead')
  await buffer.claim([b?.id ?? ''], 'alive')
  await buffer.release((change) => change.lease_by === 'dead')
  expect(await buffer.getAll()).toMatchObject([
    { status: 'pending', net_attempts: 1, retry_count: 0 },
    { status: 'syncing', lease_by: 'alive' },
  ])
})

it('K5 sends all again that a server has forgotten, under the same ids', async () => {
  const buffer = freshBuffer()
  const queued = await buffer.enqueue([workInsert('a'), workInsert('b')])
  await buffer.claim(idsOf(queued), 'boot')
  await buffer.markApplied(
    idsOf(queued),
    queued.map(({ id }) => ({ id, outcome: 'applied', rev: 1 })),
    '7',
  )
  expect(await buffer.applied()).toHaveLength(2)
  await buffer.reopenApplied()
  expect(await buffer.peek(10)).toMatchObject(
    queued.map(({ id, hlc }) => ({ id, hlc, net_attempts: 1 })),
  )
  expect(await buffer.account()).toMatchObject({ pending: 2, applied: 0, difference: 0 })
})

it('remembers where a merged work lives on, through merges of merges, until a merge is undone', async () => {
  const buffer = freshBuffer()
  const [loser, middle, survivor] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
  const merged = async (id: string, canonical_id?: string) => {
    const [change] = await buffer.enqueue(workUpdate(id, { notes: 'n' }))
    const of = { id: change?.id ?? '', rev: 2 }
    const receipt = canonical_id
      ? ({ ...of, outcome: 'redirected', canonical_id, row: { id: canonical_id } } as const)
      : ({ ...of, outcome: 'applied' } as const)
    await buffer.claim([of.id], 'boot')
    await buffer.markApplied([of.id], [receipt])
  }
  await merged(loser, middle)
  await merged(middle, survivor)
  const aliases = () => buffer.db.aliases.orderBy('entity').toArray()
  const kept = (id: string, canonical_id: string) => ({ entity: `works:${id}`, canonical_id })
  const both = [kept(loser, middle), kept(middle, survivor)]
  expect(new Set(await aliases())).toEqual(new Set(both))
  await merged(loser)
  expect(await aliases()).toEqual([kept(middle, survivor)])
})

it('B-19 forgets what the mirror shows, and nothing that still waits', async () => {
  const buffer = freshBuffer()
  const queued = await buffer.enqueue([workInsert('a'), workInsert('b'), workInsert('c')])
  await buffer.claim(idsOf(queued.slice(0, 2)), 'boot')
  await buffer.markApplied([queued[0]?.id ?? ''])
  await buffer.prune(queued.map(({ seq }) => seq))
  expect((await buffer.getAll()).map(({ payload }) => payload.title)).toEqual(['b', 'c'])
  expect(await buffer.account()).toMatchObject({ applied: 1, pending: 2, difference: 0 })
})

it('B-18 offers what waits in the order of the queue, whatever the clock of the device does', async () => {
  let now = 5000
  const buffer = freshBuffer({ now: () => (now -= 100) })
  const work = crypto.randomUUID()
  await buffer.enqueue([workInsert('a'), workInsert('work', work)])
  await buffer.enqueue({
    table: 'assets',
    op: 'insert',
    payload: { id: crypto.randomUUID(), work_id: work },
  })
  const offered = await buffer.peek(10)
  expect(offered.map(({ payload, table }) => payload.title ?? table)).toEqual([
    'a',
    'work',
    'assets',
  ])
  expect(offered.map(({ hlc }) => hlc)).toEqual(offered.map(({ hlc }) => hlc).toSorted())
})

it('B-20 keeps the queues of two libraries apart', async () => {
  const [one, two] = [freshBuffer(), freshBuffer()]
  await one.enqueue(workInsert('of one'))
  expect(await two.peek(10)).toEqual([])
  expect(await two.size()).toBe(0)
})

it('B-11 stores all of what was saved in one transaction, or nothing', async () => {
  const buffer = freshBuffer()
  const id = crypto.randomUUID()
  const twice = [
    { ...workInsert('a'), id },
    { ...workInsert('b'), id },
  ]
  await expect(buffer.enqueue(twice)).rejects.toThrow()
  expect(await buffer.getAll()).toEqual([])
  expect(await buffer.account()).toMatchObject({ enqueued: 0, difference: 0 })
  await expect(buffer.enqueue(workInsert('c'))).resolves.toHaveLength(1)
})

it('finds what may go at once behind hundreds that may not', async () => {
  const now = 1_000_000
  const buffer = freshBuffer({ now: () => now })
  const blocked = await buffer.enqueue(
    Array.from({ length: 300 }, (_, i) => workInsert(`blocked ${i}`)),
  )
  const refuse = async (ids: string[], code: 'INVALID' | 'LOCKED') => {
    await buffer.claim(ids, 'boot')
    const errors = ids.map((id) => ({ id, error: 'no', code, retryable: code === 'LOCKED' }))
    await buffer.markFailed(ids, errors, { maxRetries: 5, delayMs: () => 1000 })
  }
  await refuse(idsOf(blocked.slice(0, 150)), 'INVALID')
  await refuse(idsOf(blocked.slice(150)), 'LOCKED')
  await buffer.enqueue(
    blocked.map(({ payload }) => workUpdate(String(payload.id), { notes: 'after' })),
  )
  await buffer.enqueue(workInsert('free'))
  expect((await buffer.peek(10)).map(({ payload }) => payload.title)).toEqual(['free'])
  expect(await buffer.nextAttemptAt()).toBe(now + 1000)
})

it('writes nothing to put back what nobody has claimed', async () => {
  const buffer = freshBuffer()
  await buffer.enqueue(workInsert('a'))
  const begin = vi.spyOn(IDBDatabase.prototype, 'transaction')
  await buffer.release(() => true)
  const modes = begin.mock.calls.map(([, mode]) => mode)
  begin.mockRestore()
  expect(modes).not.toContain('readwrite')
})

it('deletes no alias while there is none', async () => {
  const buffer = freshBuffer()
  const [change] = await buffer.enqueue(workInsert('a'))
  const id = change?.id ?? ''
  const remove = vi.spyOn(IDBObjectStore.prototype, 'delete')
  await buffer.markApplied([id], [{ id, outcome: 'applied', rev: 1 }])
  const stores = remove.mock.contexts.map((store) => (store as IDBObjectStore).name)
  remove.mockRestore()
  expect(stores).not.toContain('aliases')
})
