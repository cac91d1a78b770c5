import { mkdir, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { createPool } from '../../db.ts'
import { createLog } from '../../log.ts'
import { migrate } from '../../migrate.ts'
import { startTestPostgres } from '../postgres.ts'
import type { Attack } from './attack.ts'
import { type FuzzReport, fuzz } from './fuzz.ts'

const FOLDER = '.cache/fuzz'

/** `npm run -s fuzz -- --bodies 10000 [--seed S]`. */
async function run(): Promise<void> {
  const options = { bodies: { type: 'string' }, seed: { type: 'string' } } as const
  const { values } = parseArgs({ options })
  const bodies = Number(values.bodies ?? 1000)
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
  console.log(`${bodies} bodies, seed ${seed}`)
  const postgres = await startTestPostgres()
  await migrate(postgres.url, createLog('silent'))
  const pool = createPool(postgres.url)
  try {
    await tell(await fuzz({ url: postgres.url, pool }, { bodies, seed }))
  } finally {
    await pool.end()
    await postgres.stop()
  }
}

async function tell({ seed, statuses, times, failure }: FuzzReport): Promise<void> {
  for (const [status, count] of Object.entries(statuses)) console.log(`  ${status}  ${count}`)
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.ceil(share * sorted.length) - 1] ?? 0).toFixed(1)
  console.log(`p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`)
  if (!failure) return console.log('Nothing was answered as it must not be.')
  console.log(`FAILED with seed ${seed}: ${failure.complaint}`)
  if (failure.attack)
    console.log(`The smallest such request is in ${await keep(seed, failure.attack)}.`)
  process.exitCode = 1
}

/** Writes a request down, its body as it was sent beside its headers. */
async function keep(seed: number, { body, ...about }: Attack): Promise<string> {
  await mkdir(FOLDER, { recursive: true })
  const file = `${FOLDER}/${seed}`
  await writeFile(`${file}.json`, JSON.stringify(about, null, 2))
  await writeFile(`${file}.body`, body)
  return `${file}.body`
}

await run()
