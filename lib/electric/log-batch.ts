import type { Message, Offset, Row } from '@electric-sql/client'
import { isChangeMessage, isControlMessage } from '@electric-sql/client'

type Values = Row<unknown>

/** What a stretch of a shape's log does to the rows, folded to one step a row. */
export interface LogBatch {
  /** The log begins anew: what is not in it is gone. */
  replace: boolean
  rows: Map<string, RowStep>
}

/** Whole after an insert, the changed columns after an update; what is gone keeps its last values. */
export interface RowStep {
  whole: boolean
  gone: boolean
  values: Values
}

export interface Position {
  handle: string
  offset: Offset
  lsn: string | null
  /** Of which of the server's databases it is. */
  epoch?: string | undefined
  /** The handle that was kept when the batch began, null before a load: another one by now ends it. */
  after?: string | null
}

export function emptyBatch(replace = false): LogBatch {
  return { replace, rows: new Map() }
}

/** Adds messages to a batch. A must-refetch throws away what came before it. */
export function addMessages(batch: LogBatch, messages: readonly Message<Values>[]): LogBatch {
  let current = batch
  for (const message of messages) {
    if (isControlMessage(message)) {
      if (message.headers.control === 'must-refetch') current = emptyBatch(true)
    } else if (isChangeMessage(message)) {
      addChange(current, message.headers.operation, message.value)
    }
  }
  return current
}

function addChange(batch: LogBatch, operation: string, values: Values): void {
  const id = String(values.id)
  const earlier = batch.rows.get(id)
  const { whole = false, values: known = {} } = earlier ?? {}
  if (operation === 'delete') batch.rows.set(id, { whole, gone: true, values: known })
  else if (operation === 'insert') batch.rows.set(id, { whole: true, gone: false, values })
  else batch.rows.set(id, { whole, gone: false, values: { ...known, ...values } })
}

/** The LSN of an up-to-date message among these; undefined where none is. */
export function upToDateLsn(messages: readonly Message<Values>[]): string | null | undefined {
  const last = messages.findLast(
    (message) => isControlMessage(message) && message.headers.control === 'up-to-date',
  )
  if (!last) return undefined
  const { global_last_seen_lsn: lsn } = last.headers
  return typeof lsn === 'string' ? lsn : null
}
