import type { StoredRow } from '../rules/rows.ts'
import type { Identifier } from './identifiers.ts'
import type { MergeRecord } from './record.ts'

/** A row with the table that it is of. */
export interface Found {
  table: string
  row: StoredRow
}

/** Two works: that were merged, the loser first, or that a person has parted again. */
export type Pair = readonly [string, string]

/**
 * What merging looks up, as the store has it. While it does, nobody else writes to the owner's
 * library: what it found stays so until the batch is through.
 */
export interface Finder {
  /** The live works that have one of these identifiers. */
  sharing(identifiers: readonly Identifier[]): Promise<StoredRow[]>
  /** The rows, deleted ones too, that point to one of these works. */
  pointing(workIds: readonly string[]): Promise<Found[]>
  rows(table: string, ids: readonly string[]): Promise<StoredRow[]>
  /** The pairs whose merge was undone. */
  parted(): Promise<Pair[]>
  /** The merges, not undone, that these works lost. */
  lostBy(workIds: readonly string[]): Promise<MergeRecord[]>
}
