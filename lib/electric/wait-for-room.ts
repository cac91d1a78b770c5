import { delay } from '../kit/delay.ts'
import { COPIES, RESERVE_BYTES } from '../kit/room.ts'
import type { LogBatch } from './log-batch.ts'
import type { MirrorDatabase } from './mirror-database.ts'

/** How soon it is looked whether there is room again, in milliseconds. */
const LOOK_MS = 5_000

/** There is no room on the disk for what the server told, beside the reserve; nothing of it was written. */
export class NoRoomError extends Error {
  override readonly name = 'NoRoomError'
  /** How many bytes have to be free before another try makes sense. */
  readonly bytes: number
  constructor(bytes: number) {
    super('there is no room on the disk for what the server has; free some')
    this.bytes = bytes
  }
}

/** Throws NoRoomError where a batch would leave less than the reserve. */
export async function keepReserve({ room }: MirrorDatabase, batch: LogBatch): Promise<void> {
  const bytes = RESERVE_BYTES + COPIES * sizeOf(batch)
  if (!(await room.has(bytes))) throw new NoRoomError(bytes)
}

/** Waits until so many bytes are free, or the signal aborts: asking a server for what has no room helps nobody. */
export async function waitForRoom(
  { room }: MirrorDatabase,
  signal: AbortSignal,
  bytes = RESERVE_BYTES,
): Promise<void> {
  while (!signal.aborted && !(await room.has(bytes))) await delay(LOOK_MS, signal)
}

/** Roughly how many bytes a batch holds. */
function sizeOf({ rows }: LogBatch): number {
  let bytes = 0
  for (const { values } of rows.values()) {
    for (const [name, value] of Object.entries(values)) bytes += name.length + lengthOf(value)
  }
  return bytes
}

const NUMBER_BYTES = 8

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length
  return typeof value === 'object' && value !== null ? JSON.stringify(value).length : NUMBER_BYTES
}
