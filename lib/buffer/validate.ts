import { fitsBytes } from '../kit/bytes.ts'
import { entities } from '../schema/entities.ts'
import type { Entity } from '../schema/entity.ts'
import { fromWire, toWire } from '../schema/wire.ts'
import { limits } from '../wire/limits.ts'
import type { NewChange } from './change.ts'

/** A change that the schema does not allow. Nothing was queued; `message` says what to mend. */
export class InvalidChangeError extends Error {
  override readonly name = 'InvalidChangeError'
}

/** The payload as it will be sent: checked by the same schema as on the server, unknown keys gone. */
export function validPayload(change: NewChange): Record<string, unknown> {
  const entity = entities[change.table] as unknown as Entity // every member is an Entity of its own fields
  const schema = change.op === 'insert' ? entity.insert : entity.patch
  const parsed = schema.safeParse(fromWire(entity, change.payload))
  if (!parsed.success) throw new InvalidChangeError(sentence(parsed.error.issues))
  if (change.op === 'delete') return { id: parsed.data.id }
  const payload = toWire(entity, parsed.data)
  if (!fitsBytes(JSON.stringify(payload), limits.changeBytes)) {
    throw new InvalidChangeError('this change is larger than 512 KiB; shorten its longest text')
  }
  return payload
}

function sentence(issues: { path: PropertyKey[]; message: string }[]): string {
  const first = issues[0]
  if (!first) return 'not valid'
  return first.path.length > 0 ? `${first.path.join('.')}: ${first.message}` : first.message
}
