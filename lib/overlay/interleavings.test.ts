import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { WriteChange } from '../buffer/change.ts'
import { type Work, work } from '../schema/work.ts'
import type { Receipt } from '../wire/batch.ts'
import { hlcAt } from '../wire/hlc.ts'
import { foldTable } from './fold-table.ts'
import { echoOf } from './settle.ts'

const ID = '00000000-0000-4000-8000-000000000001'
type Values = { title: string; year: number }

/** A server with one row: whatever arrives is accepted, in the order of arrival. */
function model() {
  const log: (Values & { rev: number })[] = [{ title: 't0', year: 0, rev: 1 }]
  let made = 0
  return {
    log,
    value: () => ++made,
    newest: () => log.at(-1) as (typeof log)[number], // it never is empty
    accept(patch: Partial<Values>): number {
      log.push({ ...(log.at(-1) as Values), ...patch, rev: log.length + 1 })
      return log.length
    },
  }
}

const asRow = ({ title, year, rev }: Values & { rev: number }) =>
  ({ id: ID, rev, lww: hlcAt(rev), title, year, topics: [] }) as unknown as Work // enough of a work for the fold
const asWire = (row: Values & { rev: number }) => ({ id: ID, lww: hlcAt(row.rev), ...row })

/** A device: its queue, its mirror, and all that its person has seen. */
function device(server: ReturnType<typeof model>) {
  let queue: WriteChange[] = []
  let seen = 0
  const frames: Values[] = []
  const render = () => {
    const rows = [asRow(server.log[seen] as (typeof server.log)[number])] // `seen` is within the log
    const [shown] = foldTable(work, rows, queue)
    frames.push({ title: String(shown?.title), year: Number(shown?.year) })
  }
  const rewrite = (seq: number, patch: Partial<WriteChange>) => {
    queue = queue.map((one) => (one.seq === seq ? { ...one, ...patch } : one))
    render()
  }
  return {
    frames,
    render,
    queue: () => queue,
    enqueue(seq: number, patch: Partial<Values>) {
      queue = [...queue, pendingChange(seq, patch)]
      render()
    },
    claim(): WriteChange | undefined {
      if (queue.some(({ status }) => status === 'syncing')) return undefined
      const next = queue.find(({ status }) => status === 'pending')
      if (next) rewrite(next.seq, { status: 'syncing' })
      return next
    },
    release: (seq: number) => rewrite(seq, { status: 'pending' }),
    answered: (seq: number, receipt: Receipt) =>
      rewrite(seq, { status: 'applied', applied_at: 0, receipt: { ...receipt, lsn: null } }),
    refused: (seq: number) => rewrite(seq, { status: 'error' }),
    /** The shape's next step, or with a must-refetch all that there is by now. */
    echo(all: boolean) {
      seen = all ? server.log.length - 1 : Math.min(seen + 1, server.log.length - 1)
      render()
    },
    settle() {
      const revOf = () => server.log[seen]?.rev
      queue = queue.filter((one) => echoOf(one, { revOf, lsn: null }) === null)
      render()
    },
  }
}

function pendingChange(seq: number, patch: Partial<Values>): WriteChange {
  return {
    ...{
      id: `c${seq}`,
      table: 'works',
      op: 'update',
      payload: { id: ID, ...patch },
      created_at: 0,
    },
    ...{ status: 'pending', retry_count: 0, net_attempts: 0, seq, v: 1, client_id: 'me' },
    ...{ hlc: hlcAt(seq), entity: `works:${ID}` },
  }
}

/** What a cell has shown must be in the order in which the server accepted it. */
function expectForwardOnly(shown: unknown[], accepted: unknown[], refused: ReadonlySet<unknown>) {
  const places = shown.filter((one) => !refused.has(one)).map((one) => accepted.lastIndexOf(one))
  expect(places).not.toContain(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
}

const LOCAL = fc.array(
  fc.record({ field: fc.constantFrom('title', 'year'), fate: fc.constantFrom('ok', 'lost', 'no') }),
  { maxLength: 6 },
)
const REMOTE = fc.array(fc.constantFrom('title', 'year'), { maxLength: 4 })
const ECHOES = fc.array(fc.boolean(), { maxLength: 8 })

it('C2 C11 B-22 B-23 B-25 shows no value that goes back, and keeps nothing, in 1,000 interleavings', async () => {
  const run = async (s: fc.Scheduler, local: Local[], remote: string[], echoes: boolean[]) => {
    const server = model()
    const mine = device(server)
    const refused = new Set<unknown>()
    const patchOf = (field: string) => {
      const n = server.value()
      return field === 'title' ? { title: `t${n}` } : { year: n }
    }
    mine.render()
    const step = (label: string, act: () => void) => s.schedule(Promise.resolve(), label).then(act)
    const fates = new Map(local.map(({ fate }, i) => [i + 1, fate]))
    const writing = async () => {
      for (const [i, { field }] of local.entries()) {
        await step('write', () => mine.enqueue(i + 1, patchOf(field)))
      }
    }
    const sendOne = async (): Promise<void> => {
      const change = mine.claim()
      if (!change) return
      const { id: _id, ...patch } = change.payload
      if (fates.get(change.seq) === 'no') {
        for (const value of Object.values(patch)) refused.add(value)
        return step('refusal', () => mine.refused(change.seq))
      }
      const rev = server.accept(patch)
      const row = asWire(server.newest())
      await s.schedule(Promise.resolve(), 'answer')
      if (fates.get(change.seq) !== 'lost') {
        return mine.answered(change.seq, { id: change.id, outcome: 'applied', rev, row })
      }
      // The answer is lost: the change is sent again, and answered with the row as it is by then.
      mine.release(change.seq)
      await s.schedule(Promise.resolve(), 'send again')
      mine.claim()
      const now = server.newest()
      const again = { id: change.id, outcome: 'duplicate', rev: now.rev, row: asWire(now) } as const
      await step('second answer', () => mine.answered(change.seq, again))
    }
    const sending = async () => {
      for (let i = 0; i < local.length; i++)
        await s.schedule(Promise.resolve(), 'send').then(sendOne)
    }
    const elsewhere = async () => {
      for (const field of remote) await step('elsewhere', () => void server.accept(patchOf(field)))
    }
    const streaming = async () => {
      for (const all of echoes) await step('echo', () => mine.echo(all))
    }
    const settling = async () => {
      for (let i = 0; i < 4; i++) await step('settle', mine.settle)
    }
    const done = Promise.all([writing(), sending(), elsewhere(), streaming(), settling()])
    await s.waitFor(done)
    while (mine.queue().some(({ status }) => status === 'pending')) await s.waitFor(sendOne())
    mine.echo(true)
    mine.settle()
    expect(mine.queue().filter(({ status }) => status !== 'error')).toEqual([])
    expect(mine.frames.at(-1)).toEqual({ title: server.newest().title, year: server.newest().year })
    for (const cell of ['title', 'year'] as const) {
      expectForwardOnly(
        mine.frames.map((frame) => frame[cell]),
        server.log.map((row) => row[cell]),
        refused,
      )
    }
  }
  type Local = { field: string; fate: string }
  await fc.assert(fc.asyncProperty(fc.scheduler(), LOCAL, REMOTE, ECHOES, run), { numRuns: 1_000 })
})
