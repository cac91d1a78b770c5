import { type WireChange, wireChange } from '../../lib/wire/batch.ts'
import { hlcAt } from '../../lib/wire/hlc.ts'

/** Who wrote a change that names no client: the pattern's plainest one. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Who writes, when, and what they had seen, as `apply_changes` takes it. */
export interface Clock {
  client: string
  seq: number | null
  hlc: string
  base_rev: number | null
}

/** The clock of a change; a plain one has its payload's `updated_at`, else its `created_at`. */
export function clockOf(change: WireChange): Clock {
  return {
    client: change.client_id ?? NOBODY,
    seq: change.seq ?? null,
    hlc: change.hlc ?? hlcAt(updatedAt(change.payload) ?? change.created_at),
    base_rev: change.base_rev ?? null,
  }
}

function updatedAt(payload: WireChange['payload']): number | undefined {
  return wireChange.shape.created_at.safeParse(payload.updated_at).data
}
