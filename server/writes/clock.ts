import type { WireChange } from '../../lib/wire/batch.ts'
import { clockOf } from '../../lib/wire/versions.ts'
import { NOBODY, type Writer } from './rules/stamps.ts'

/** Who wrote a change, and when. */
export function writerOf(change: WireChange): Writer {
  return {
    client: change.client_id ?? NOBODY,
    seq: change.seq ?? null,
    hlc: clockOf(change),
    baseRev: change.base_rev ?? null,
  }
}
