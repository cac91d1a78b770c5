import type { BatchResponse } from '../../wire/batch.ts'
import type { StoredRow, Version } from './history.ts'

/** What became of a change, as the server's ledger keeps it. */
export interface LedgerRow {
  id: string
  outcome: string
  code: string | null
  rev: number | null
}

/** The real write path of the server for one owner, on a store that the simulation can look into. */
export interface SimulatedServer {
  apply(changes: readonly unknown[], nowMs: number): Promise<BatchResponse>
  /** Every row of every table, deleted ones too. */
  rows(): Promise<Version[]>
  ledger(): Promise<LedgerRow[]>
  /** Whether a merge of works was ever undone. */
  parted(): Promise<boolean>
  close(): Promise<void>
}

/** A stored row in the wire's words: instants as ISO 8601, what only the server needs left out. */
export function onTheWire(stored: Record<string, unknown>): StoredRow {
  const row: Record<string, unknown> = {}
  for (const [column, value] of Object.entries(stored)) {
    if (column === 'clock' || column === 'server_at') continue
    row[column] = value !== null && INSTANT.has(column) ? isoOf(value) : value
  }
  return row as StoredRow // every stored row has an id, a rev and a deleted_at
}

const INSTANT = new Set([
  ...['created_at', 'updated_at', 'deleted_at', 'accessed_at', 'read_at'],
  ...['starts_at', 'ends_at', 'due', 'last_review', 'reviewed_at'],
])

function isoOf(value: unknown): string {
  return new Date(value as string).toISOString() // a timestamp column prints as text
}
