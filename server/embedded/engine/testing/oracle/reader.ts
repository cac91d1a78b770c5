import {
  isChangeMessage,
  isControlMessage,
  type Message,
  type Row,
  ShapeStream,
} from '@electric-sql/client'
import type { OracleShape } from './shapes.ts'

/** A client that keeps a shape's rows, and notes everything that can't be. */
export interface Reader {
  shape: OracleShape
  rows: Map<string, Row>
  /** An insert of a row that is there, an update or delete of one that isn't. */
  anomalies: string[]
  /** What the client would not repeat by itself. */
  errors: string[]
  /** How often it had to begin again. */
  refetches: number
  upToDate: boolean
}

/** Reads a shape with Electric's own client until the signal. */
export function read(url: string, shape: OracleShape, signal: AbortSignal): Reader {
  const reader: Reader = {
    shape,
    rows: new Map(),
    anomalies: [],
    errors: [],
    refetches: 0,
    upToDate: false,
  }
  const stream = new ShapeStream({
    url,
    params: { ...shape.params },
    signal,
    warnOnHttp: false,
    backoffOptions: { initialDelay: 20, maxDelay: 200, multiplier: 1.5 },
    onError: (error) => {
      reader.errors.push(String(error))
      return {}
    },
  })
  stream.subscribe((messages) => {
    for (const message of messages) follow(reader, message)
  })
  return reader
}

function follow(reader: Reader, message: Message): void {
  if (isControlMessage(message)) {
    const { control } = message.headers
    reader.upToDate = control === 'up-to-date'
    if (control !== 'must-refetch') return
    reader.rows.clear()
    reader.refetches++
  } else if (isChangeMessage(message)) {
    change(reader, message.key, message.headers.operation, message.value)
  }
}

function change(reader: Reader, key: string, operation: string, value: Row): void {
  const before = reader.rows.get(key)
  if ((operation === 'insert') === (before !== undefined))
    reader.anomalies.push(`${operation} of ${key}, which is ${before ? 'there' : 'not there'}`)
  if (operation === 'delete') reader.rows.delete(key)
  else reader.rows.set(key, { ...before, ...value })
}
