import { fitsBytes, utf8Bytes } from '../kit/bytes.ts'
import { entities } from '../schema/entities.ts'
import type { Entity } from '../schema/entity.ts'
import { fromWire, toWire } from '../schema/wire.ts'
import { limits } from '../wire/limits.ts'
import type { NewChange } from './change.ts'

/** A change that the schema does not allow. Nothing was queued; `message` says what to mend. */
export class InvalidChangeError extends Error {
  override readonly name = 'InvalidChangeError'
}

/** What the server counts of a change beside its payload, in bytes, generously. */
const ENVELOPE_BYTES = 512

export type Payload = Record<string, unknown>
type ReadPayload = { ok: true; payload: Payload } | { ok: false; reason: string }

/** The payload as it will be sent: checked by the same schema as on the server, unknown keys gone. */
export function readPayload(change: Pick<NewChange, 'table' | 'op' | 'payload'>): ReadPayload {
  const entity = entities[change.table] as unknown as Entity // every member is an Entity of its own fields
  const parsed = schemaOf(entity, change.op).safeParse(fromWire(entity, change.payload))
  if (!parsed.success) return { ok: false, reason: sentence(parsed.error.issues) }
  const payload = toWire(entity, parsed.data)
  return fitsBytes(JSON.stringify(payload), limits.changeBytes - ENVELOPE_BYTES)
    ? { ok: true, payload }
    : { ok: false, reason: 'this change is larger than 512 KiB; shorten its longest text' }
}

function schemaOf(entity: Entity, op: NewChange['op']) {
  switch (op) {
    case 'insert':
      return entity.insert
    case 'update':
      return entity.patch
    case 'delete':
      return entity.removal
    default:
      return op satisfies never
  }
}

/** The payloads of changes, in their order. Throws InvalidChangeError where one may not be sent. */
export function validPayloads(changes: readonly NewChange[]): Payload[] {
  const payloads = changes.map((change) => {
    const read = readPayload(change)
    if (!read.ok) throw new InvalidChangeError(read.reason)
    return read.payload
  })
  const grouped = changes.flatMap(({ group }, i) => (group === undefined ? [] : [{ group, i }]))
  for (const [, members] of Map.groupBy(grouped, ({ group }) => group)) {
    if (!groupFits(members.map(({ i }) => payloads[i] ?? {})))
      throw new InvalidChangeError(TOO_MUCH)
  }
  return payloads
}

const TOO_MUCH = `a group holds at most ${limits.groupChanges} changes and 256 KiB; save less at a time`

/** Whether the payloads of a group may be sent as one. */
export function groupFits(payloads: readonly Payload[]): boolean {
  if (payloads.length > limits.groupChanges) return false
  const bytes = payloads.map((one) => utf8Bytes(JSON.stringify(one)) + ENVELOPE_BYTES)
  return bytes.reduce((sum, one) => sum + one, 0) <= limits.groupBytes
}

function sentence(issues: { path: PropertyKey[]; message: string }[]): string {
  const first = issues[0]
  if (!first) return 'not valid'
  return first.path.length > 0 ? `${first.path.join('.')}: ${first.message}` : first.message
}
