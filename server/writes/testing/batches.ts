import fc from 'fast-check'
import { entityOf } from '../../../lib/schema/entities.ts'
import type { WireChange } from '../../../lib/wire/batch.ts'
import { at, NOW_MS } from './changes.ts'
import { identified } from './entities.ts'
import { firstEdits, tableEdits } from './table-edits.ts'

/** A change as the generator makes it, before it has an id and a clock. */
interface Step {
  table: string
  op: WireChange['op']
  payload: Record<string, unknown>
  device: number
  offsetMs: number
  baseRev: number | undefined
  /** Which group of its batch it is in; most are in none. */
  group: number | undefined
  /** Take an earlier change instead: as it was, or only its id. */
  again: { kind: 'none' } | { kind: 'repeat' | 'reuse'; of: number }
}

const DEVICES = [1, 2, 3].map((n) => `d0000000-0000-4000-8000-00000000000${n}`)

const step: fc.Arbitrary<Step> = fc
  .tuple(
    tableEdits,
    fc.nat({ max: DEVICES.length - 1 }),
    fc.constantFrom(-4000, -3000, -2000, -1000, 0, 5000, 60_000),
    fc.option(fc.nat({ max: 6 }), { nil: undefined }),
    fc.oneof(
      { weight: 4, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.nat({ max: 1 }) },
    ),
    fc.oneof(
      { weight: 8, arbitrary: fc.constant({ kind: 'none' as const }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('repeat' as const), of: fc.nat() }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('reuse' as const), of: fc.nat() }) },
    ),
  )
  .map(([edit, device, offsetMs, baseRev, group, again]) => ({
    ...{ ...edit, device, offsetMs, baseRev, group, again },
  }))

const first: Step[] = firstEdits.map((edit) => ({
  ...{ ...edit, device: 0, offsetMs: -60_000, baseRev: undefined, group: undefined },
  again: { kind: 'none' },
}))

/** A few batches over a few rows of every table, with groups, repeats, reused ids and bad changes. */
export const batches = fc
  .array(fc.array(step, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 6 })
  .chain((script) => fc.constantFrom(perform(script), perform([first, ...script])))

/** Gives the steps their ids and clocks; the same steps always have the same. */
function perform(script: Step[][]): unknown[][] {
  const made: WireChange[] = []
  return script.map((steps, batch) =>
    steps.map((one) => {
      const change = changeOf(one, made.length + 1, batch)
      const earlier = one.again.kind === 'none' ? undefined : made[one.again.of % made.length]
      made.push(change)
      if (earlier === undefined) return change
      return one.again.kind === 'repeat' ? earlier : { ...change, id: earlier.id }
    }),
  )
}

function changeOf(
  { table, op, payload, device, offsetMs, baseRev, group }: Step,
  seq: number,
  batch: number,
): WireChange {
  const of = entityOf(table)
  const id = (op === 'insert' && of && identified(of, payload)) || payload.id
  return {
    ...{ id: uuid('c', seq), table, op, payload: { ...payload, id }, created_at: NOW_MS, v: 1 },
    ...{ client_id: DEVICES[device] ?? '', seq, hlc: at(offsetMs) },
    ...(baseRev === undefined ? {} : { base_rev: baseRev }),
    ...(group === undefined ? {} : { group: uuid('e', 10 * batch + group) }),
  }
}

function uuid(kind: string, n: number): string {
  return `${kind}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`
}
