import { setTimeout as delay } from 'node:timers/promises'
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

const OFFLINE = 10_000
const TURNS = 5
/** One turn more than counts only warms up. */
const PART = Math.floor(OFFLINE / (TURNS + 1))
const APPLIED = 1_000
const POLL_MS = 50

/**
 * The background draining what was saved offline, beside applying the same in batches of that size:
 * it stops after each part of the queue, and goes on when the other way has had its turn.
 */
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
  await bench.browser.background.evaluate('getFlushWorker().stop()')
  await bench.call('fillQueue', OFFLINE)
  const heap = await watchHeap(bench.browser)
  const owner = await beside.owner('me')
  let size = 100
  const prepare = async (turn: number) => device().inserts(turn * APPLIED, APPLIED)
  const rates = await takeTurns(TURNS, prepare, {
    drain: async () => {
      const rate = await drainPart(bench, served)
      size = quantile(await bench.call('batchSizes'), 0.5)
      return rate
    },
    apply: (changes) => perSecond(APPLIED, () => applyAll(beside.pool, owner, changes, size)),
  })
  await heap.stop()
  await sureOfAll(bench, served)
  return {
    drain_ratio: ratioOf(rates.drain, rates.apply),
    drain_rate: figure(rates.drain, 'changes/s'),
    drain_apply_rate: figure(rates.apply, 'changes/s'),
    drain_batch_size: figure([size], 'changes'),
    drain_worker_mb: figure([Math.max(...heap.megabytes())], 'MB'),
  }
}

/** Flushes until a part of the queue has arrived in Postgres; how many arrived in a second. */
async function drainPart({ browser }: BenchBrowser, served: BenchDatabase): Promise<number> {
  const before = await arrived(served)
  const begun = performance.now()
  const flushed = browser.background.evaluate<{ kind: string }>('getFlushWorker().flush()')
  let [count, ended] = [0, false]
  void flushed.finally(() => {
    ended = true
  })
  while (count < PART && !ended) {
    await delay(POLL_MS)
    count = (await arrived(served)) - before
  }
  const rate = (count * 1000) / (performance.now() - begun)
  await browser.background.evaluate('getFlushWorker().stop()')
  const { kind } = await flushed
  if (kind !== 'drained' && kind !== 'stopped') {
    throw new Error(`after ${count} changes the worker says ${kind}`)
  }
  return rate
}

/** The rest of the queue, and a look at whether all that was saved is there. */
async function sureOfAll({ browser }: BenchBrowser, served: BenchDatabase): Promise<void> {
  await browser.background.evaluate('getFlushWorker().flush()')
  const count = await arrived(served)
  if (count !== OFFLINE) throw new Error(`Postgres has ${count} of ${OFFLINE} works`)
}

async function arrived({ pool }: BenchDatabase): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('SELECT count(*)::int FROM works')
  return rows[0]?.count ?? 0
}
