import { expect } from 'vitest'
import type { OracleReport } from './run.ts'

/** A seed of its own for each run; a failure names it. */
export const SEED = Date.now() % 1_000_000

/** Small, so that snapshots and logs come in many parts. */
export const ORACLE_CHUNK_BYTES = 20_000

/** What every run shares. */
export const ORACLE_SIZE = { writers: 8, shapes: 40, writeMs: 3_000, settleMs: 15_000 }

/** Every shape had its rows at the end, and nothing impossible on the way; and enough was written. */
export function expectRight(report: OracleReport): void {
  expect(report, `seed ${SEED}`).toMatchObject({ anomalies: [], mismatches: [] })
  expect(report.committed).toBeGreaterThan(20)
}
