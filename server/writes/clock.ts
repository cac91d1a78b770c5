import { type WireChange, wireChange } from '../../lib/wire/batch.ts'
import { hlcAt } from '../../lib/wire/hlc.ts'
import type { Writer } from './rules/stamps.ts'

/** Who wrote a change that names no client: the pattern's plainest one. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Who wrote a change; a plain one has its payload's `updated_at`, else its `created_at`, for a clock. */
export function writerOf(change: WireChange): Writer {
  return {
    client: change.client_id ?? NOBODY,
    seq: change.seq ?? null,
    hlc: change.hlc ?? hlcAt(updatedAt(change.payload) ?? change.created_at),
    baseRev: change.base_rev ?? null,
  }
}

function updatedAt(payload: WireChange['payload']): number | undefined {
  return wireChange.shape.created_at.safeParse(payload.updated_at).data
}
