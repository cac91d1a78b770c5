import { setTimeout as delay } from 'node:timers/promises'
import type { Pool } from 'pg'
import { seeded } from './random.ts'
import { type Reader, read } from './reader.ts'
import { expectedRows, randomShape, rowText } from './shapes.ts'
import { write } from './writer.ts'

const POLL_MS = 50

export interface OracleOptions {
  databaseUrl: string
  pool: Pool
  /** The address of the shapes. */
  shapesUrl: string
  seed: number
  writers: number
  /** Half of them are opened before the writers start, half while they write. */
  shapes: number
  writeMs: number
  /** How long everyone has at the end to arrive at the same rows. */
  settleMs: number
  /** Called some times while the writers write. */
  disturb?: { times: number; act: () => Promise<void> }
}

export interface OracleReport {
  committed: number
  refetches: number
  errors: string[]
  /** What was wrong on the way. */
  anomalies: string[]
  /** Shapes that don't hold what their query gives. */
  mismatches: string[]
}

/** Writes at random, reads by shapes, and compares what the shapes hold with what the tables hold. */
export async function runOracle(options: OracleOptions): Promise<OracleReport> {
  const random = seeded(options.seed)
  const reading = new AbortController()
  const writing = new AbortController()
  const readers: Reader[] = []
  const open = () => readers.push(read(options.shapesUrl, randomShape(random), reading.signal))
  const half = Math.floor(options.shapes / 2)
  for (let index = 0; index < half; index++) open()
  const writers = Array.from({ length: options.writers }, (_, index) =>
    write(options.databaseUrl, options.seed * 1000 + index, writing.signal),
  )
  const disturbing = disturb(options)
  for (let index = half; index < options.shapes; index++) {
    await delay((options.writeMs / (options.shapes - half)) * random() * 2)
    open()
  }
  await disturbing
  writing.abort()
  const committed = (await Promise.all(writers)).reduce((sum, count) => sum + count, 0)
  const mismatches = await settle(options, readers)
  reading.abort()
  return {
    committed,
    refetches: readers.reduce((sum, reader) => sum + reader.refetches, 0),
    errors: readers.flatMap((reader) => reader.errors),
    anomalies: readers.flatMap((reader) => reader.anomalies),
    mismatches,
  }
}

async function disturb({ disturb, writeMs }: OracleOptions): Promise<void> {
  if (disturb === undefined) return
  for (let time = 0; time < disturb.times; time++) {
    await delay(writeMs / (disturb.times + 1))
    await disturb.act()
  }
}

/** Waits until every reader holds what its query gives; says which don't when the time is over. */
async function settle(options: OracleOptions, readers: Reader[]): Promise<string[]> {
  const untilMs = Date.now() + options.settleMs
  for (let waiting = readers; ; ) {
    const wrong: Reader[] = []
    for (const reader of waiting) if (!(await isRight(options.pool, reader))) wrong.push(reader)
    if (wrong.length === 0) return []
    if (Date.now() > untilMs) return wrong.map(({ shape }) => JSON.stringify(shape.params))
    waiting = wrong
    await delay(POLL_MS)
  }
}

async function isRight(pool: Pool, reader: Reader): Promise<boolean> {
  if (!reader.upToDate) return false
  const rows = [...reader.rows.values()].map((row) => rowText(row, reader.shape)).sort()
  const expected = await expectedRows(pool, reader.shape)
  return rows.length === expected.length && rows.every((row, index) => row === expected[index])
}
