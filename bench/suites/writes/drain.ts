import { type Figure, figure } from '../../../e2e/figures.ts'
import { connect } from '../../../e2e/product.ts'
import { createCode } from '../../../server/auth/pairing-codes.ts'
import type { TestPostgres } from '../../../server/testing/postgres.ts'
import { startServerProcess } from '../../../server/testing/server-process.ts'
import { applyAll } from './applied.ts'
import { type BenchBrowser, openBenchBrowser } from './bench-browser.ts'
import { type BenchDatabase, withDatabase } from './database.ts'
import { watchHeap } from './heap.ts'
import { NO_RATES } from './http.ts'
import { perSecond, quantile, ratioOf, takeTurns } from './turns.ts'
import { device } from './works.ts'

const TURNS = 5
const OFFLINE = 10_000
const APPLIED = 1_000

/** The background draining what was saved offline, beside applying the same in batches of that size. */
export function drainFigures(postgres: TestPostgres): Promise<Record<string, Figure>> {
  return withDatabase(postgres, 'bench_drain', (served) =>
    withDatabase(postgres, 'bench_drain_apply', async (beside) => {
      const server = await startServerProcess(served.url, NO_RATES)
      const bench = await openBenchBrowser()
      try {
        const code = async () =>
          (await createCode(served.pool, await served.owner('me'), Date.now())).code
        await connect(bench.browser, { url: server.url, code })
        return await measure(bench, served, beside)
      } finally {
        await bench.close()
        await server.stop()
      }
    }),
  )
}

async function measure(bench: BenchBrowser, served: BenchDatabase, beside: BenchDatabase) {
  const heap = await watchHeap(bench.browser)
  const owner = await beside.owner('me')
  let size = 100
  const prepare = async (turn: number) => {
    const queued = turn === 0 ? OFFLINE / 10 : OFFLINE
    await bench.browser.background.evaluate('getFlushWorker().stop()')
    await bench.call('clearQueue')
    await bench.call('fillQueue', queued)
    return { queued, changes: device().inserts(turn * APPLIED, APPLIED) }
  }
  const rates = await takeTurns(TURNS, prepare, {
    drain: async ({ queued }) => {
      const rate = await perSecond(queued, () => drainOnce(bench))
      const { applied, batchSizes } = await bench.call('progress')
      if (applied !== queued) throw new Error(`${applied} of ${queued} were applied`)
      size = quantile(batchSizes, 0.5)
      return rate
    },
    apply: ({ changes }) => perSecond(APPLIED, () => applyAll(beside.pool, owner, changes, size)),
  })
  heap.stop()
  await sure(served, TURNS * OFFLINE + OFFLINE / 10)
  return {
    drain_ratio: ratioOf(rates.drain, rates.apply),
    drain_rate: figure(rates.drain, 'changes/s'),
    drain_apply_rate: figure(rates.apply, 'changes/s'),
    drain_batch_size: figure([size], 'changes'),
    drain_worker_mb: figure([Math.max(...heap.megabytes())], 'MB'),
  }
}

async function drainOnce({ browser }: BenchBrowser): Promise<void> {
  const outcome = await browser.background.evaluate<{ kind: string }>('getFlushWorker().flush()')
  if (outcome.kind !== 'drained') throw new Error(`the worker says ${JSON.stringify(outcome)}`)
}

/** What was measured must have happened. */
async function sure({ pool }: BenchDatabase, works: number): Promise<void> {
  const { rows } = await pool.query<{ count: number }>('SELECT count(*)::int FROM works')
  if (rows[0]?.count !== works) throw new Error(`Postgres has ${rows[0]?.count} of ${works} works`)
}
