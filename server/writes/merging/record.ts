import type { RowClock, Stamp } from '../rules/stamps.ts'
import type { Taken } from './combine.ts'

/** A row whose column pointed to the loser and now points to the survivor. */
export interface MovedRow {
  kind: 'row'
  table: string
  id: string
  column: string
  /** The stamp of that column, which the move has left as it was. */
  stamp: Stamp | null
}

/** A row whose id hangs on the loser, such as an edge: another one stands in its place. */
export interface MovedTwin {
  kind: 'twin'
  table: string
  id: string
  /** Null where nothing does: the two ends are one now. */
  to: string | null
  /** The clock of what stands in its place. */
  clock: RowClock
  /** Whether there was no live one before. */
  made: boolean
  /** The cells that what stands there took; absent in records of the first servers that merged. */
  taken?: Taken[]
}

export type Moved = MovedRow | MovedTwin

/** What one merge did, so that it can be undone: a row of table `merges`. */
export interface MergeRecord {
  loser_id: string
  survivor_id: string
  at: string
  /** The survivor's cells that came from the loser. */
  taken: Taken[]
  moved: Moved[]
  undone_at: string | null
}
