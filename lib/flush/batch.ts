import type { WriteChange } from '../buffer/change.ts'
import { utf8Bytes } from '../kit/bytes.ts'
import { limits } from '../wire/limits.ts'
import { wireForm } from './push.ts'

/** From this many waiting changes on, batches grow to the wire's limit. */
const LARGE_QUEUE = 100

/** A batch stays below this many bytes, but for a group, which is never split. */
const BATCH_BYTES = limits.groupBytes

/** How many changes to ask the queue for. */
export function batchLimit(waiting: number, batchSize: number): number {
  return waiting > LARGE_QUEUE ? limits.batchChanges : batchSize
}

/** The longest head of the picked changes that fits the byte limit; at least one change or group. */
export function fitBytes(picked: readonly WriteChange[]): readonly WriteChange[] {
  let bytes = 0
  let end = 0
  for (const [i, change] of picked.entries()) {
    bytes += utf8Bytes(JSON.stringify(wireForm(change)))
    if (bytes > BATCH_BYTES && end > 0) return picked.slice(0, end)
    const next = picked[i + 1]
    if (change.group === undefined || next?.group !== change.group) end = i + 1
  }
  return picked
}
