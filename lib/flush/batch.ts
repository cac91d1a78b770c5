import type { WriteChange } from '../buffer/change.ts'
import { units } from '../buffer/units.ts'
import { utf8Bytes } from '../kit/bytes.ts'
import { limits } from '../wire/limits.ts'
import { wireForm } from './push.ts'

/** From this many waiting changes on, batches grow to the wire's limit. */
const LARGE_QUEUE = 100

/** How many changes to ask the queue for, so that its answer tells how large a batch may be. */
export const WINDOW = LARGE_QUEUE + 1

/** A batch stays below this many bytes, but for a group, which is never split. */
export const BATCH_BYTES = limits.groupBytes

/** Whether so many changes wait that batches grow to what the wire takes. */
export function isLarge(sendable: readonly WriteChange[]): boolean {
  return sendable.length > LARGE_QUEUE
}

/**
 * The head of the changes that may be sent which makes a batch: `batchSize` of them, or in a `large`
 * queue as many as the wire takes. At least one change or group, and no group is split.
 */
export function headOf(
  sendable: readonly WriteChange[],
  { batchSize, maxBytes, large }: { batchSize: number; maxBytes: number; large: boolean },
): WriteChange[] {
  const limit = large ? limits.batchChanges : batchSize
  const head: WriteChange[] = []
  let bytes = 0
  for (const unit of units(sendable)) {
    for (const change of unit) bytes += utf8Bytes(JSON.stringify(wireForm(change)))
    const fits = head.length + unit.length <= limit && bytes <= maxBytes
    if (head.length > 0 && !fits) break
    head.push(...unit)
  }
  return head
}

/** The changes but for those that `leave` names, and whatever has to wait behind one of these. */
export function without(
  changes: readonly WriteChange[],
  leave: (change: WriteChange) => boolean,
): WriteChange[] {
  const left = new Set<string>()
  const behind = ({ entity, deps = [] }: WriteChange) =>
    left.has(entity) || deps.some((parent) => left.has(parent))
  return units(changes).flatMap((unit) => {
    if (!unit.some((change) => leave(change) || behind(change))) return unit
    for (const { entity } of unit) left.add(entity)
    return []
  })
}

/** The two halves of a batch, by their ids; null where it has no parts: a change alone, or a group. */
export function halvesOf(batch: readonly WriteChange[]): [string[], string[]] | null {
  const parts = units(batch)
  if (parts.length < 2) return null
  const middle = Math.ceil(parts.length / 2)
  const ids = (half: WriteChange[][]) => half.flat().map(({ id }) => id)
  return [ids(parts.slice(0, middle)), ids(parts.slice(middle))]
}
