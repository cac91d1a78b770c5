import 'fake-indexeddb/auto'
import { parseArgs } from 'node:util'
import { createPool } from '../../../server/db.ts'
import { createLog } from '../../../server/log.ts'
import { migrate } from '../../../server/migrate.ts'
import { startTestPostgres } from '../../../server/testing/postgres.ts'
import { memoryServer } from './memory-server.ts'
import { postgresServer } from './postgres-server.ts'
import type { SimulatedServer } from './server.ts'
import { type Run, simulate } from './simulate.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    from: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
    postgres: { type: 'boolean', default: false },
  },
})

async function withPostgres(run: (server: () => Promise<SimulatedServer>) => Promise<void>) {
  const postgres = await startTestPostgres()
  await migrate(postgres.url, createLog('silent'))
  const pool = createPool(postgres.url)
  let owners = 0
  await run(() => postgresServer(pool, `simulated ${++owners}`))
  await pool.end()
  await postgres.stop()
}

function report({ seed, violations, lines }: Run): void {
  if (values.trace || violations.length > 0)
    console.log(lines.slice(-Number(process.env.LINES ?? 60)).join('\n'))
  console.log(`seed ${seed}: ${violations.length === 0 ? 'clean' : violations.join('\n  ')}`)
}

async function runAll(server: () => SimulatedServer | Promise<SimulatedServer>): Promise<void> {
  const [from, count] = [Number(values.from), Number(values.seeds)]
  const startedMs = performance.now()
  let bad = 0
  for (let seed = from; seed < from + count; seed++) {
    const run = await simulate(seed, await server())
    if (run.violations.length > 0) bad += 1
    report(run)
  }
  const seconds = (performance.now() - startedMs) / 1000 / count
  console.log(`${count} seeds, ${bad} bad, ${seconds.toFixed(2)} s each`)
}

if (values.postgres) await withPostgres(runAll)
else await runAll(memoryServer)
