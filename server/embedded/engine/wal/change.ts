import type { Lsn } from './lsn.ts'

/** A row as Postgres prints it, in the order of its table's columns. */
export type Tuple = readonly (string | null)[]

/** How the stream describes a table; sent before its first change and whenever it may have changed. */
export interface Relation {
  oid: number
  schema: string
  name: string
  /** Whether old rows come whole (REPLICA IDENTITY FULL). */
  full: boolean
  columns: readonly { name: string; typeOid: number; typeMod: number }[]
}

export type RowChange =
  | { kind: 'insert'; oid: number; next: Tuple }
  | { kind: 'update'; oid: number; old: Tuple; next: Tuple }
  | { kind: 'delete'; oid: number; old: Tuple }

/**
 * What one step of a transaction did. `blind`: rows of that table changed in a way that can't be
 * followed row by row · `relation`: the table's description, changed or not.
 */
export type Change =
  | RowChange
  | { kind: 'truncate'; oids: number[] }
  | { kind: 'blind'; oid: number }
  | { kind: 'relation'; relation: Relation }

/** One committed transaction. `lsn` is its commit record, by which transactions are ordered. */
export interface Transaction {
  xid: number
  lsn: Lsn
  /** Where the next record begins: what to acknowledge once it is applied. */
  endLsn: Lsn
  changes: Change[]
  /** What its messages weighed. */
  bytes: number
}
