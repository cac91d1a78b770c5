import type { Visibility } from '../snapshot/visibility.ts'

/** Values as Postgres prints them, by column. */
export type Row = Record<string, string | null>

/** One operation as clients see it. */
export interface Operation {
  operation: 'insert' | 'update' | 'delete'
  /** Place among all changes of its transaction. */
  position: number
  key: string
  value: Row
  oldValue?: Row
  /** Of a primary key's change: the key that the row gets (on the delete) or had (on the insert). */
  keyChange?: { key_change_to: string } | { key_change_from: string }
}

/** Where an operation comes from. */
export interface Origin {
  relation: readonly [schema: string, table: string]
  lsn: bigint
  xid: number
  last: boolean
}

/** An operation of the log as JSON. */
export function operationMessage(of: Operation, from: Origin): string {
  return JSON.stringify({
    headers: {
      operation: of.operation,
      relation: from.relation,
      lsn: String(from.lsn),
      op_position: of.position,
      txids: [from.xid],
      ...of.keyChange,
      ...(from.last && { last: true }),
    },
    key: of.key,
    value: of.value,
    ...(of.oldValue && { old_value: of.oldValue }),
  })
}

/** Closes every answer that leaves its reader up to date; all up to `lsn` has been looked at. */
export function upToDateMessage(lsn: bigint): string {
  return `{"headers":{"control":"up-to-date","global_last_seen_lsn":"${lsn}"}}`
}

/** Closes a snapshot, and says which transactions are in it. */
export function snapshotEndMessage({ xmin, xmax, running }: Visibility): string {
  const headers = { control: 'snapshot-end', xmin, xmax, xip_list: running }
  return JSON.stringify({ headers }, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  )
}

export const MUST_REFETCH = '[{"headers":{"control":"must-refetch"}}]'
