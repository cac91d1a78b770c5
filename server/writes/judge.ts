import * as z from 'zod/mini'
import { entityOf } from '../../lib/schema/entities.ts'
import type { Entity } from '../../lib/schema/entity.ts'
import { id as uuid } from '../../lib/schema/value.ts'
import { PAYLOAD_VERSION, type WireChange, wireChange } from '../../lib/wire/batch.ts'
import { limits } from '../../lib/wire/limits.ts'
import { upcast } from '../../lib/wire/versions.ts'
import { type Cells, readCells } from './cells.ts'
import { writerOf } from './clock.ts'
import { digestOf } from './content.ts'
import type { Accepted, Dismissed, Ready, Refused } from './judged.ts'
import { isRemembered, type Refusal } from './refusal.ts'
import { endsOf } from './rules/ends.ts'
import { scrub } from './scrub.ts'
import { sentenceOf } from './sentence.ts'

/** A change as it was sent nests its payload's values two levels deep. */
const MAX_DEPTH = limits.jsonDepth + 2

/** An id that is none is given back as it was sent, unless it is absurd. */
const ECHO_LENGTH = 200

/** A change whose payload is any object: its entity's schema looks into it. */
const envelope = z.extend(wireChange, {
  payload: z.custom<WireChange['payload']>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  ),
})

/** Holds one change against the contract and its entity's schema. Never throws. */
export function judge(raw: unknown): Ready | Refused | Dismissed {
  if (typeof raw !== 'object' || raw === null) return unreadable({}, 'A change must be an object.')
  const complaint = scrub(raw, MAX_DEPTH)
  if (complaint !== undefined) return unreadable(raw, `This change ${complaint}. Correct it.`)
  const sent: Partial<WireChange> = raw
  const id = uuid.safeParse(sent.id)
  if (!id.success) return unreadable(raw, 'The id of a change must be a uuid.')
  const digest = digestOf(sent)
  const known = { ...namesOf(raw), id: id.data, ...digest }
  const found = verdict(sent, digest.bytes)
  if (!('code' in found)) return { ...known, ...found }
  const kind = isRemembered(found.code) ? 'refused' : 'dismissed'
  return { ...known, kind, refusal: found }
}

function verdict(sent: Partial<WireChange>, bytes: number): Refusal | Accepted {
  if (bytes > limits.changeBytes) return { code: 'TOO_LARGE' }
  // What a newer client wrote may look otherwise altogether: it is not held against this schema.
  if (typeof sent.v === 'number' && sent.v > PAYLOAD_VERSION) return { code: 'TOO_NEW' }
  const read = envelope.safeParse(sent)
  if (!read.success) return { code: 'INVALID', error: sentenceOf(read.error) }
  const current = upcast(read.data)
  if (current.kind === 'too_old') return { code: 'CLIENT_TOO_OLD' }
  if (current.kind === 'too_new') return { code: 'TOO_NEW' }
  return verdictOnContent(current.change)
}

function verdictOnContent(change: WireChange): Refusal | Accepted {
  const of = entityOf(change.table)
  if (of === undefined) return { code: 'UNKNOWN_TABLE' }
  const payload = readCells(of, change)
  if (!payload.ok) return { code: 'INVALID', error: payload.error }
  return accepted(of, change, payload.cells)
}

function accepted(of: Entity, change: WireChange, cells: Cells): Accepted {
  const { table, op, created_at: createdAtMs } = change
  const by = writerOf(change)
  const parents = endsOf(of, cells.whole)
    .filter(({ required }) => required)
    .map((end) => `${end.table}:${end.id}`)
  return { kind: 'ready', table, of, op, createdAtMs, by, ...cells, parents }
}

function unreadable(raw: object, error: string): Dismissed {
  return { kind: 'dismissed', ...namesOf(raw), refusal: { code: 'INVALID', error } }
}

/** What a change is called and which group it says it belongs to, readable or not. */
function namesOf(raw: object): { sentId: string | null; group: string | null } {
  const { id, group }: { id?: unknown; group?: unknown } = raw
  return {
    sentId: typeof id === 'string' ? id.slice(0, ECHO_LENGTH) : null,
    group: typeof group === 'string' ? group.toLowerCase() : null,
  }
}
