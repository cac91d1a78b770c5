import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { WriteBuffer } from '../../buffer/write-buffer.ts'
import { initFlushWorker } from '../../flush/worker.ts'
import type { WireChange } from '../../wire/batch.ts'
import { freshBuffer } from '../indexeddb.ts'
import { workInsert, workUpdate } from '../works.ts'
import { memoryServer } from './memory-server.ts'

/** On a machine that does other things, too. */
const SLOW_MS = 600_000

const WORKS = ['a', 'b'].map((letter) => `00000000-0000-4000-8000-00000000000${letter}`)

type Deed =
  | { kind: 'save'; page: number; work: number }
  | { kind: 'edit'; page: number; work: number }
  | { kind: 'flush'; page: number }
  | { kind: 'prune'; page: number }

const page = fc.nat({ max: 1 })
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ kind: fc.constant('save' as const), page, work: page }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('edit' as const), page, work: page }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('flush' as const), page }) },
  fc.record({ kind: fc.constant('prune' as const), page }),
)

/** Two pages on one queue, each with its worker, and the real write path as their server. */
function setUp(scheduler: fc.Scheduler) {
  const clientId = crypto.randomUUID()
  const first = freshBuffer({ clientId })
  const suffix = first.db.name.replace('DeepRecallWriteBuffer', '')
  const server = memoryServer()
  let underWay = 0
  const answer = scheduler.scheduleFunction(async (changes: WireChange[]) =>
    server.apply(changes, Date.now()),
  )
  const fetch = async (_: unknown, init?: RequestInit): Promise<Response> => {
    if (init?.body === undefined) return Response.json({ status: 'ok' })
    underWay += 1
    if (underWay > 1) throw new Error('two requests are under way')
    const response = Response.json(await answer(JSON.parse(String(init.body)).changes))
    underWay -= 1
    return response
  }
  const buffers = [first, freshBuffer({ suffix, clientId })]
  const workers = buffers.map((buffer) =>
    initFlushWorker({ apiBase: 'https://server.example', buffer, fetch, batchSize: 2 }),
  )
  return { server, buffers, workers }
}

async function prune(buffer: WriteBuffer): Promise<void> {
  await buffer.prune((await buffer.applied()).map(({ seq }) => seq))
}

it('C2 loses, doubles and reorders nothing, however two pages on one queue are interleaved', {
  timeout: SLOW_MS,
}, async () => {
  const property = fc.asyncProperty(
    fc.scheduler(),
    fc.array(deed, { minLength: 3, maxLength: 12 }),
    async (scheduler, deeds) => {
      const { server, buffers, workers } = setUp(scheduler)
      const last = new Map<string, { hlc: string; title: string }>()
      let count = 0
      const save = async (one: Extract<Deed, { work: number }>) => {
        const id = WORKS[one.work] ?? ''
        const title = `title ${++count}`
        const change = one.kind === 'save' ? workInsert(title, id) : workUpdate(id, { title })
        const [queued] = (await buffers[one.page]?.enqueue(change)) ?? []
        // Of two pages at the same moment the one whose change has the higher clock came last.
        if (queued && queued.hlc > (last.get(id)?.hlc ?? ''))
          last.set(id, { hlc: queued.hlc, title })
      }
      const run = async (one: Deed): Promise<void> => {
        await scheduler.schedule(Promise.resolve(), one.kind)
        if (one.kind === 'save' || one.kind === 'edit') await save(one)
        else if (one.kind === 'flush') await workers[one.page]?.flush()
        else if (buffers[one.page]) await prune(buffers[one.page] as WriteBuffer) // it was just looked at
      }
      for (const id of WORKS) await buffers[0]?.enqueue(workInsert('title 0', id))
      await scheduler.waitFor(Promise.all(deeds.map(run)))
      await scheduler.waitFor((async () => void (await workers[0]?.flush()))())
      const account = await buffers[0]?.account()
      expect(account).toMatchObject({ pending: 0, rejected: 0, superseded: 0, difference: 0 })
      const ledger = await server.ledger()
      expect(ledger).toHaveLength(account?.applied ?? -1)
      for (const { row } of await server.rows()) {
        expect(row.title).toBe(last.get(row.id)?.title ?? 'title 0')
      }
      for (const { db } of buffers) db.close()
    },
  )
  await fc.assert(property, { numRuns: 500 })
})
