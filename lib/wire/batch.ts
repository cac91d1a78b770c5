import * as z from 'zod/mini'
import { id } from '../schema/value.ts'
import { hlc } from './hlc.ts'

/**
 * The version of payloads that this code writes: one more whenever a column is added or changes its
 * meaning, for an older server would silently leave it out.
 */
export const PAYLOAD_VERSION = 1

const count = z.int().check(z.gte(0))

/** Epoch milliseconds; RFC 3339 is accepted. The range is what Postgres and JavaScript both hold. */
const createdAt = z.union([
  z.int().check(z.gte(0), z.lte(253_402_300_799_999)),
  z.pipe(
    z.iso.datetime({ offset: true }),
    z.transform((text: string) => Date.parse(text)),
  ),
])

/**
 * One change on the wire. The first six fields are the pattern's own and enough by themselves; the
 * rest is what a queue adds. Unknown keys are ignored.
 */
export const wireChange = z.object({
  id,
  table: z.string(),
  op: z.enum(['insert', 'update', 'delete']),
  payload: z.record(z.string(), z.unknown()),
  created_at: createdAt,
  v: z.optional(count),
  client_id: z.optional(id),
  seq: z.optional(count),
  hlc: z.optional(hlc),
  base_rev: z.optional(count),
  group: z.optional(id),
  deps: z.optional(z.array(z.string())),
})

export type WireChange = z.infer<typeof wireChange>

/** `POST /api/writes/batch`: what is sent. Each change is looked at by itself later. */
export const batchRequest = z.object({ changes: z.array(z.unknown()) })

export const OUTCOMES = ['applied', 'partial', 'noop', 'duplicate', 'redirected'] as const

/** What became of an applied change. `row` is the server's row after it, absent after a delete. */
export const receipt = z.object({
  id: z.string(),
  /** One that only a newer server knows is read as *applied*: that is what all of them have in common. */
  outcome: z.catch(z.enum(OUTCOMES), 'applied'),
  rev: count,
  row: z.optional(z.record(z.string(), z.unknown())),
  canonical_id: z.optional(id),
})

export type Receipt = z.infer<typeof receipt>

/**
 * Why a change was not applied.
 * INVALID: it breaks the schema · UNKNOWN_TABLE · TOO_LARGE · TOO_NEW: written by a newer client ·
 * ID_REUSE: the same change id came with another content · STALE: the server holds something newer ·
 * DELETED: the row is deleted · DEP_MISSING: what it points to is not there (yet) · LOCKED: try again ·
 * CLIENT_TOO_OLD: its payload version is no longer read · SERVER_ERROR: said by no server, but noted by
 * the queue where this change alone makes the server fail.
 */
export const ERROR_CODES = [
  'INVALID',
  'UNKNOWN_TABLE',
  'TOO_LARGE',
  'TOO_NEW',
  'ID_REUSE',
  'STALE',
  'DELETED',
  'DEP_MISSING',
  'LOCKED',
  'CLIENT_TOO_OLD',
  'SERVER_ERROR',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

export const changeError = z.object({
  /** As it was sent; null where it had none that could be read. */
  id: z.nullable(z.string()),
  error: z.string(),
  /** One that only a newer server knows is read as INVALID; `retryable` says how to go on. */
  code: z.catch(z.enum(ERROR_CODES), 'INVALID'),
  retryable: z.boolean(),
  row: z.optional(z.record(z.string(), z.unknown())),
})

export type ChangeError = z.infer<typeof changeError>

/** The answer to a batch; `responses[i]` belongs to `applied[i]`. `server_time` is epoch milliseconds. */
export const batchResponse = z.object({
  applied: z.array(z.string()),
  responses: z.array(receipt),
  errors: z.optional(z.array(changeError)),
  txid: z.nullable(z.string()),
  lsn: z.nullable(z.string()),
  epoch: z.string(),
  server_time: z.number(),
  /** The newest payload version that the server can hold. */
  v: z.optional(count),
})

export type BatchResponse = z.infer<typeof batchResponse>
