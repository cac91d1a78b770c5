import { beforeEach, expect, it } from 'vitest'
import { commit } from '../electric/commit.ts'
import { forgetPositions } from '../electric/forget.ts'
import { rowsOf } from '../electric/mirror-database.ts'
import type { OpenLibrary } from '../repos/library.ts'
import { readAll } from '../repos/read.ts'
import { settle } from '../repos/settle.ts'
import { work } from '../schema/work.ts'
import { openFreshLibrary } from '../testing/library.ts'
import { workInsert } from '../testing/works.ts'
import { EPOCH_REST_MS, type EpochTarget, noteEpoch } from './epoch.ts'

const [E1, E2, E3] = ['e1', 'e2', 'e3']
const ID = crypto.randomUUID()
let open: OpenLibrary
let target: EpochTarget
let now: number

beforeEach(() => {
  now = 1_000_000
  open = openFreshLibrary()
  const onNewEpoch = () => forgetPositions(open.mirror)
  target = { buffer: open.buffer, onNewEpoch, now: () => now }
})

/** The server says that it has applied a change: in which database, at which rev. */
async function apply(title: string, epoch: string, { rev = 1, lsn = '100' } = {}): Promise<void> {
  const [change] = await open.buffer.enqueue(workInsert(title, ID))
  if (!change) throw new Error('nothing was queued')
  await open.buffer.claim([change.id], 'boot')
  const row = { ...change.payload, rev, lww: change.hlc, topics: [], favorite: false }
  const receipt = { id: change.id, outcome: 'applied', rev, row } as const
  await open.buffer.markApplied([change.id], [receipt], lsn, epoch)
}

/** The mirror is loaded from a database. */
async function load(epoch: string, lsn: string, rows: [string, number][] = []): Promise<void> {
  const after = (await open.mirror.shapes.get('works'))?.handle ?? null
  const steps = rows.map(([title, rev]): [string, never] => {
    const values = { id: ID, title, rev, topics: [], favorite: false }
    return [ID, { whole: true, gone: false, values } as never] // what the mirror keeps of a row
  })
  const position = { handle: crypto.randomUUID(), offset: '1_0', lsn, epoch, after } as const
  await commit(open.mirror, 'works', { replace: true, rows: new Map(steps) }, position, now)
}

const titles = async () => (await readAll(open, work)).map(({ title }) => title)
const waiting = () => open.buffer.peek(10)

it('takes nothing for shown by the LSN of a restored database, however it was loaded', async () => {
  await noteEpoch(target, E1)
  await apply('lost', E1)
  await load(E2, '200')
  await settle(open)
  expect(await titles()).toEqual(['lost'])
  await noteEpoch(target, E2)
  expect(await waiting()).toHaveLength(1)
})

it('believes a second restore as soon as it is heard, however soon after the first', async () => {
  await noteEpoch(target, E1)
  await noteEpoch(target, E2)
  await apply('lost again', E2)
  now += 1_000
  expect(await noteEpoch(target, E3)).toBe(true)
  await load(E3, '900')
  await settle(open)
  expect(await waiting()).toHaveLength(1)
})

it('takes what a left database says for late, and a minute later for meant', async () => {
  await noteEpoch(target, E1)
  await noteEpoch(target, E2)
  expect(await noteEpoch(target, E1)).toBe(false)
  expect(await noteEpoch(target, E2)).toBe(true)
  now += EPOCH_REST_MS
  expect(await noteEpoch(target, E1)).toBe(true)
})

it('sends again what was noted as applied in a database that had just been left', async () => {
  await noteEpoch(target, E1)
  await noteEpoch(target, E2)
  await apply('late', E1)
  await settle(open)
  expect(await waiting()).toHaveLength(1)
  expect(await open.buffer.account()).toMatchObject({ applied: 0, pending: 1, difference: 0 })
})

it('keeps what is known to be in the new database', async () => {
  await noteEpoch(target, E1)
  await apply('there', E2)
  await noteEpoch(target, E2)
  expect(await waiting()).toEqual([])
})

it('shows an answer over the rows of an earlier database, whatever their rev, until they are loaded anew', async () => {
  await noteEpoch(target, E1)
  await load(E1, '900', [['old', 9]])
  await noteEpoch(target, E2)
  await apply('edited', E2, { rev: 4, lsn: '10' })
  expect(await titles()).toEqual(['edited'])
  await settle(open)
  expect(await titles()).toEqual(['edited'])
  await load(E2, '20', [['newer', 5]])
  expect(await titles()).toEqual(['newer'])
  await settle(open)
  expect(await open.buffer.getAll()).toEqual([])
  expect(await rowsOf(open.mirror, 'works').count()).toBe(1)
})
