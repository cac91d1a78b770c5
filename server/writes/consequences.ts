import type { Ready } from './judged.ts'
import type { Result } from './rules/result.ts'
import type { Rows } from './rules/rows.ts'
import type { BatchTransaction } from './store.ts'

/** A batch whose units have been applied in memory, before anything is written. */
export interface AppliedUnits {
  ownerId: string
  /** The server's time, in epoch milliseconds. */
  nowMs: number
  changes: readonly Ready[]
  /** What the changes left; more may be read into it and changed. */
  rows: Rows
  /** By the ids of the changes; what changes a row that was answered changes its result too. */
  results: Map<string, Result>
}

/** What follows from a batch beside its own changes, in the same transaction. */
export interface Consequences {
  /** Names of what nobody else may do meanwhile; locked before anything is read. */
  locks(changes: readonly Ready[]): string[]
  follow(applied: AppliedUnits, tx: BatchTransaction): Promise<void>
}

/** Nothing follows. */
export const noConsequences: Consequences = { locks: () => [], follow: async () => undefined }
