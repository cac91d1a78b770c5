import { COPIES, FLOOR_BYTES, RESERVE_BYTES } from '../kit/room.ts'
import { limits } from '../wire/limits.ts'
import type { BufferDatabase } from './database.ts'
import { StorageFullError } from './storage-errors.ts'
import type { Payload } from './validate.ts'

/** Throws StorageFullError where the disk is so full that nothing at all may be written. */
export async function keepFloor({ room }: BufferDatabase): Promise<void> {
  if (!(await room.has(FLOOR_BYTES))) throw new StorageFullError()
}

/**
 * Throws StorageFullError where the disk has no room for these changes beside its reserve. What costs
 * nobody anything is forgotten first.
 */
export async function keepReserve(
  db: BufferDatabase,
  payloads: readonly Payload[],
  forget: () => Promise<unknown>,
): Promise<void> {
  if (await fits(db, payloads)) return
  await forget()
  if (!(await fits(db, payloads))) throw new StorageFullError()
}

async function fits({ room }: BufferDatabase, payloads: readonly Payload[]): Promise<boolean> {
  // Measured only where they may matter.
  if (await room.has(RESERVE_BYTES + COPIES * payloads.length * limits.changeBytes)) return true
  const sizes = payloads.map((payload) => JSON.stringify(payload).length)
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  return room.has(RESERVE_BYTES + COPIES * bytes)
}
