import type { SyncedTable } from '../schema/entities.ts'
import type { ErrorCode, Receipt, WireChange } from '../wire/batch.ts'

export type ChangeStatus = 'pending' | 'syncing' | 'applied' | 'error'

/**
 * A receipt as the queue keeps it: `lsn` is the answer's, a decimal string, null where none was given;
 * `epoch` says of which of the server's databases LSN and rev are.
 */
export type KeptReceipt = Receipt & { lsn: string | null; epoch?: string }

/**
 * One change in the queue: what is sent (the wire's fields) and what the queue knows of it.
 * `pending` waits · `syncing` is in a request · `applied` is on the server and waits for its echo ·
 * `error` is parked: the server refused it, a person decides.
 */
export interface WriteChange {
  id: string
  table: SyncedTable
  op: WireChange['op']
  payload: Record<string, unknown>
  /** Epoch milliseconds on this device's clock. */
  created_at: number
  status: ChangeStatus
  /** Epoch milliseconds. */
  applied_at?: number
  error?: string
  /** How often the server refused this very change. Transport failures never count. */
  retry_count: number

  /** The order of the queue: set by IndexedDB, never reused. */
  seq: number
  v: number
  client_id: string
  hlc: string
  base_rev?: number
  group?: string
  deps?: string[]
  /** `table:id` of the row that it changes. */
  entity: string
  /** How often it was in a request. At 0 no server has seen it, and it may still be rewritten. */
  net_attempts: number
  code?: ErrorCode
  receipt?: KeptReceipt
  /** What a superseded change lost against: the row's rev and highest clock. */
  winner?: { rev: number; lww: string }
  /** Which start of a worker has it in a request. */
  lease_by?: string
  /** Not before this moment (epoch ms): refused for now, or behind one that was. */
  next_attempt_at?: number
  /** Behind a refused insert: it waits until a person has decided about that. */
  held?: true
}

/** What a caller says of a change; the queue fills in the rest. */
export interface NewChange {
  id?: string
  table: SyncedTable
  op: WireChange['op']
  payload: Record<string, unknown>
  group?: string
  base_rev?: number
  /** The highest clock of the row as it was seen: the change's own clock will be above it. */
  seen?: string
}

/** The name of a row across tables. */
export function entityKey(table: string, id: string): string {
  return `${table}:${id}`
}

/** A refused change that asks for a decision: one that lost against something newer does not. */
export function needsAttention(change: WriteChange): boolean {
  return change.status === 'error' && !superseded(change)
}

/** A change that came too late: the server holds something newer. */
export function superseded({ status, code }: WriteChange): boolean {
  return status === 'error' && code === 'STALE'
}

/** The changes that a person still waits for. */
export function unsettled(change: WriteChange): boolean {
  return change.status === 'pending' || change.status === 'syncing'
}

/** Whether a change brings a deleted row back. */
export function restores({ op, payload }: Pick<WriteChange, 'op' | 'payload'>): boolean {
  return op !== 'delete' && payload.deleted_at === null
}
