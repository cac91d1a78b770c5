import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type { WireChange } from '../../../lib/wire/batch.ts'
import { at, change } from './changes.ts'

/** One edit as a device made it, without its ids. */
export interface Edit {
  device: number
  op: WireChange['op']
  payload: Record<string, unknown>
  offsetMs: number
  baseRev: number | undefined
}

const DEVICES = 3

const tag = fc.constantFrom('a', 'b', 'c')
const word = fc.constantFrom('x', 'y', 'z')
const columns = fc.record(
  {
    title: word,
    notes: fc.option(word),
    metadata: fc.dictionary(tag, fc.option(word), { maxKeys: 2 }),
  },
  { requiredKeys: [] },
)
const tags = fc.record({ add: fc.uniqueArray(tag), remove: fc.uniqueArray(tag) })

const inserted = fc.tuple(columns, fc.uniqueArray(tag)).map(([payload, topics]) => ({
  op: 'insert' as const,
  payload: { title: 'x', ...payload, topics },
}))
const updated = fc
  .tuple(columns, fc.option(tags, { nil: undefined }), fc.constantFrom(false, false, false, true))
  .map(([payload, topics, restores]) => ({
    op: 'update' as const,
    payload: {
      ...payload,
      ...(topics === undefined ? {} : { topics }),
      ...(restores ? { deleted_at: null } : {}),
    },
  }))
const deleted = fc.constant({ op: 'delete' as const, payload: {} })

const edit: fc.Arbitrary<Edit> = fc
  .tuple(
    fc.oneof({ weight: 1, arbitrary: inserted }, { weight: 6, arbitrary: updated }, deleted),
    fc.nat({ max: DEVICES - 1 }),
    // Few moments, so that ties and clocks of the future are frequent.
    fc.constantFrom(-4000, -3000, -2000, -1000, 0, 5000, 60_000),
    fc.option(fc.nat({ max: 6 }), { nil: undefined }),
  )
  .map(([what, device, offsetMs, baseRev]) => ({ ...what, device, offsetMs, baseRev }))

export type Scripted = WireChange & { client_id: string; seq: number; hlc: string }

/** What three devices did to one work, in the order in which it reaches the server. */
export const scripts = fc.array(edit, { minLength: 2, maxLength: 14 })

/** The changes of a script, under new ids each time. */
export function perform([first, ...edits]: Edit[]): Scripted[] {
  if (first === undefined) return []
  const id = randomUUID()
  const devices = Array.from({ length: DEVICES }, () => randomUUID()).sort()
  const saved: Edit = { ...first, op: 'insert', payload: { title: 'x' } }
  return [saved, ...edits].map(({ op, payload, device, offsetMs, baseRev }, index) => {
    const clock = { client_id: devices[device] ?? '', seq: index + 1, hlc: at(offsetMs) }
    const based = baseRev === undefined ? {} : { base_rev: baseRev }
    return { ...change(op, { payload: { ...payload, id } }), ...clock, ...based }
  })
}
