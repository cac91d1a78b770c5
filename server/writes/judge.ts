import { utf8Bytes } from '../../lib/kit/bytes.ts'
import { snakeCase } from '../../lib/kit/case.ts'
import { entityOf } from '../../lib/schema/entities.ts'
import type { Entity } from '../../lib/schema/entity.ts'
import { id as uuid } from '../../lib/schema/value.ts'
import { PAYLOAD_VERSION, type WireChange, wireChange } from '../../lib/wire/batch.ts'
import { limits } from '../../lib/wire/limits.ts'
import { type Cells, readCells } from './cells.ts'
import { clockOf } from './clock.ts'
import { canonicalContent, hashOf } from './content.ts'
import type { Dismissed, Known, Ready, Refused } from './judged.ts'
import { isRetryable, type Refusal } from './refusal.ts'
import { scrub } from './scrub.ts'
import { sentenceOf } from './sentence.ts'

/** A change as it was sent nests its payload's values two levels deep. */
const MAX_DEPTH = limits.jsonDepth + 2

/** An id that is none is given back as it was sent, unless it is absurd. */
const ECHO_LENGTH = 200

/** Holds one change against the contract and its entity's schema. Never throws. */
export function judge(raw: unknown): Ready | Refused | Dismissed {
  if (typeof raw !== 'object' || raw === null) return unreadable({}, 'A change is an object.')
  if (!scrub(raw, MAX_DEPTH)) return unreadable(raw, `A change nests deeper than ${MAX_DEPTH}.`)
  const sent: Partial<WireChange> = raw
  const id = uuid.safeParse(sent.id)
  if (!id.success) return unreadable(raw, 'The id of a change is a uuid in lower case.')
  const canonical = canonicalContent(sent)
  const group = groupOf(raw)
  const known = { id: id.data, hash: hashOf(canonical), bytes: utf8Bytes(canonical), group }
  const found = verdict(sent, known.bytes)
  if (!('code' in found)) return { ...known, ...found }
  if (isRetryable(found.code)) return { kind: 'dismissed', id: id.data, group, refusal: found }
  return { kind: 'refused', ...known, refusal: found }
}

type Accepted = Omit<Ready, keyof Known>

function verdict(sent: Partial<WireChange>, bytes: number): Refusal | Accepted {
  if (bytes > limits.changeBytes) return { code: 'TOO_LARGE' }
  if (Number(sent.v) > PAYLOAD_VERSION) return { code: 'TOO_NEW' }
  const read = wireChange.safeParse(sent)
  if (!read.success) return { code: 'INVALID', error: sentenceOf(read.error) }
  const entity = entityOf(read.data.table)
  if (entity === undefined) return { code: 'UNKNOWN_TABLE' }
  const payload = readCells(entity, read.data)
  if (!payload.ok) return { code: 'INVALID', error: payload.error }
  return accepted(entity, read.data, payload.cells)
}

function accepted(entity: Entity, change: WireChange, cells: Cells): Accepted {
  const { op, created_at: createdAtMs } = change
  const clock = clockOf(change)
  const parents = parentsOf(entity, cells)
  return { kind: 'ready', table: entity.table, op, createdAtMs, clock, cells, parents }
}

function parentsOf(entity: Entity, { whole }: Cells): string[] {
  return Object.entries(entity.parents ?? {}).flatMap(([field, table]) => {
    const parent = whole[snakeCase(field)]
    return typeof parent === 'string' ? [`${table}:${parent}`] : []
  })
}

function unreadable(raw: object, error: string): Dismissed {
  const id = 'id' in raw && typeof raw.id === 'string' ? raw.id.slice(0, ECHO_LENGTH) : null
  return { kind: 'dismissed', id, group: groupOf(raw), refusal: { code: 'INVALID', error } }
}

function groupOf(raw: object): string | null {
  return 'group' in raw && typeof raw.group === 'string' ? raw.group : null
}
