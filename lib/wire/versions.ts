import { PAYLOAD_VERSION, type WireChange, wireChange } from './batch.ts'
import { hlcAt } from './hlc.ts'

/** Makes a change of one payload version into one of the next. */
type Step = (change: WireChange) => WireChange

export interface Versions {
  current: number
  /** Version → the step to the next. */
  steps: Readonly<Record<number, Step>>
}

/** How many versions before the current one are read: data.md, Columns, Versions. */
const STILL_READ = 2

/** Version 0 is the pattern's plainest change, which names no version: its time is its clock. */
const plainToFirst: Step = (change) => ({
  ...change,
  hlc: clockOf(change),
})

const VERSIONS: Versions = { current: PAYLOAD_VERSION, steps: { 0: plainToFirst } }

/** A change as the current payload version says it, or why it can't be: too old, or too new. */
export function upcast(
  change: WireChange,
  { current, steps }: Versions = VERSIONS,
): { kind: 'current'; change: WireChange } | { kind: 'too_old' } | { kind: 'too_new' } {
  const from = change.v ?? 0
  if (from > current) return { kind: 'too_new' }
  if (from < current - STILL_READ) return { kind: 'too_old' }
  let upcasted = change
  for (let v = from; v < current; v++)
    upcasted = { ...(steps[v]?.(upcasted) ?? upcasted), v: v + 1 }
  return { kind: 'current', change: upcasted }
}

/** The clock of a change; one that names none has its payload's `updated_at`, else its `created_at`. */
export function clockOf({ hlc, payload, created_at }: WireChange): string {
  const updatedAtMs = wireChange.shape.created_at.safeParse(payload.updated_at).data
  return hlc ?? hlcAt(updatedAtMs ?? created_at)
}
