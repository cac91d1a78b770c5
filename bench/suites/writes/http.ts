import { type Figure, figure } from '../../../e2e/figures.ts'
import { limits } from '../../../lib/wire/limits.ts'
import { addDevice } from '../../../server/auth/devices.ts'
import type { TestPostgres } from '../../../server/testing/postgres.ts'
import { startServerProcess } from '../../../server/testing/server-process.ts'
import { applyAll, entitiesOf } from './applied.ts'
import { type BenchDatabase, withDatabase } from './database.ts'
import { sendAll } from './post.ts'
import { ownedBy, partsOf, readRows, upsertAll } from './raw.ts'
import { perSecond, ratioOf, takeTurns, UNTIL_WARM } from './turns.ts'
import { device } from './works.ts'

const TURNS = 7
const SIZE = 10
const CONNECTIONS = 8
const WORKS = 80 * SIZE

/** Lifts what one owner may send in a second: here one owner is everybody. */
export const NO_RATES = { REQUESTS_PER_SECOND: '1000000', CHANGES_PER_SECOND: '1000000' }

/** Batches of ten over HTTP to the server's own process, beside the raw upsert, both on 8 connections. */
export function httpFigures(postgres: TestPostgres): Promise<Record<string, Figure>> {
  return withDatabase(postgres, 'bench_http', (served) =>
    withDatabase(postgres, 'bench_http_raw', async (raw) => {
      const server = await startServerProcess(served.url, NO_RATES)
      try {
        return await measure(server.url, served, raw)
      } finally {
        await server.stop()
      }
    }),
  )
}

async function measure(url: string, served: BenchDatabase, raw: BenchDatabase) {
  const token = await addDevice(served.pool, await served.owner('me'), 'bench')
  const [template, rawOwner] = [await raw.owner('template'), await raw.owner('raw')]
  const prepare = async (turn: number) => {
    const changes = device().inserts(turn * WORKS, WORKS)
    await applyAll(raw.pool, template, changes, limits.batchChanges)
    const rows = ownedBy(rawOwner, await readRows(raw.pool, template, entitiesOf(changes)))
    const bodies = partsOf(changes, SIZE).map((part) => JSON.stringify({ changes: part }))
    const shares = partsOf(rows.rows, WORKS / CONNECTIONS)
    return { bodies, shares: shares.map((share) => ({ ...rows, rows: share })) }
  }
  const rates = await takeTurns(
    TURNS,
    prepare,
    {
      http: ({ bodies }) => perSecond(WORKS, () => sendAll(url, token, bodies, CONNECTIONS)),
      raw: ({ shares }) =>
        perSecond(WORKS, () =>
          Promise.all(shares.map((share) => upsertAll(raw.pool, share, SIZE))),
        ),
    },
    UNTIL_WARM,
  )
  return {
    http_ratio_10: ratioOf(rates.http, rates.raw),
    http_rate_10: figure(rates.http, 'changes/s'),
    http_raw_rate_10: figure(rates.raw, 'rows/s'),
  }
}
