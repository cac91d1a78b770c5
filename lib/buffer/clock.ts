import { hlcAt, tick } from '../wire/hlc.ts'
import type { BufferDatabase } from './database.ts'

const LAST = 'hlc'
const OFFSET = 'offsetMs'

/**
 * The next clock for a change: above the last one given out, above `seen`, and not behind the
 * server's time as far as it is known. Call it inside the transaction that stores the change.
 */
export async function nextHlc(db: BufferDatabase, nowMs: number, seen = hlcAt(0)): Promise<string> {
  const [last, offset] = await db.meta.bulkGet([LAST, OFFSET])
  const floor = String(last?.value ?? hlcAt(0))
  const next = tick(seen > floor ? seen : floor, nowMs + Number(offset?.value ?? 0))
  await db.meta.put({ key: LAST, value: next })
  return next
}

/** Remembers how far the server's clock is ahead of this device's, in milliseconds. */
export async function keepOffset(db: BufferDatabase, offsetMs: number): Promise<void> {
  await db.meta.put({ key: OFFSET, value: Math.round(offsetMs) })
}
