import { beforeEach, expect, it } from 'vitest'
import { commit } from '../electric/commit.ts'
import { work } from '../schema/work.ts'
import { openFreshLibrary } from '../testing/library.ts'
import { workInsert } from '../testing/works.ts'
import type { OpenLibrary } from './library.ts'
import { readAll } from './read.ts'
import { settle } from './settle.ts'
import { deleteWork, restoreWork, updateWork } from './works.ts'

const EPOCH = 'e1'
const ID = '00000000-0000-4000-8000-00000000000a'
let open: OpenLibrary

beforeEach(() => {
  open = openFreshLibrary()
})

/** Sends the next change in a batch of its own; answers its id. */
async function send(): Promise<string> {
  const [next] = await open.buffer.peek(1)
  const [sent] = await open.buffer.claim([next?.id ?? ''], 'boot')
  return sent?.id ?? ''
}

function answer(id: string, lsn: string): Promise<void> {
  const receipt = { id, outcome: 'applied', rev: 1 } as const
  return open.buffer.markApplied([id], [receipt], lsn, EPOCH)
}

async function applyMany(count: number): Promise<void> {
  await open.buffer.enqueue(Array.from({ length: count }, (_, i) => workInsert(`work ${i}`)))
  for (let i = 1; i <= count; i++) await answer(await send(), String(i))
}

/** The mirror of works has come to an LSN, without a row. */
async function mirrorAt(lsn: string): Promise<void> {
  const after = (await open.mirror.shapes.get('works'))?.handle ?? null
  const position = { handle: crypto.randomUUID(), offset: '1_0', lsn, epoch: EPOCH, after } as const
  await commit(open.mirror, 'works', { replace: true, rows: new Map() }, position, Date.now())
}

const waiting = () => open.buffer.size({ status: 'applied' })

it('forgets what the mirror shows of many batches, and keeps the rest', async () => {
  await applyMany(11)
  await mirrorAt('9')
  await settle(open)
  expect(await waiting()).toBe(2)
})

it('looks at no batch again beside a mirror that stands still', async () => {
  await applyMany(3)
  await mirrorAt('0')
  const looked = await settle(open)
  expect(looked.upTo).toBe(3)
  const [shown] = await open.buffer.applied()
  await open.mirror.table('works').put({ ...shown?.payload, rev: 1 })
  expect(await settle(open, looked)).toEqual(looked)
  expect(await waiting()).toBe(3)
})

it('looks at all of them again when the mirror has moved', async () => {
  await applyMany(3)
  await mirrorAt('0')
  const looked = await settle(open)
  await mirrorAt('3')
  await settle(open, looked)
  expect(await waiting()).toBe(0)
})

it('looks again at a batch that was on its way, and at those behind it', async () => {
  await open.buffer.enqueue([workInsert('first'), workInsert('second')])
  await mirrorAt('9')
  const [first, second] = [await send(), await send()]
  await answer(second, '20')
  const looked = await settle(open)
  expect(looked.upTo).toBe(0)
  await answer(first, '5')
  await settle(open, looked)
  expect(await open.buffer.applied()).toMatchObject([{ id: second }])
})

/** A work is saved and answered for; what is done next gets through, but its answer does not come back. */
async function deleteUnheard(...before: (() => Promise<void>)[]): Promise<void> {
  await open.buffer.enqueue([workInsert('as saved', ID)])
  const id = await send()
  const row = { id: ID, title: 'as saved', rev: 1 }
  await open.buffer.markApplied([id], [{ id, outcome: 'applied', rev: 1, row }], '1', EPOCH)
  for (const deed of before) await deed()
  await deleteWork(ID)
  const sent = await open.buffer.peek(10)
  await open.buffer.claim(
    sent.map((one) => one.id),
    'boot',
  )
  await open.buffer.release(() => true)
  await mirrorAt('3')
  await settle(open)
}

const titles = async () => (await readAll(open, work)).map(({ title }) => title)

it('shows a restored work at once though the mirror never had it and the answer to its delete was lost', async () => {
  await deleteUnheard()
  expect(await waiting()).toBe(0)
  expect(await titles()).toEqual([])
  await restoreWork(ID)
  expect(await titles()).toEqual(['as saved'])
})

it('shows a restored work as it was last edited though the answers to the edit and the delete were lost', async () => {
  await deleteUnheard(() => updateWork(ID, { title: 'as edited' }))
  await restoreWork(ID)
  expect(await titles()).toEqual(['as edited'])
})
