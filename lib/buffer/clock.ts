import type { BufferDatabase } from './database.ts'
import { write } from './write.ts'

/** Remembers how far the server's clock is ahead of this device's, in milliseconds. */
export function keepOffset(db: BufferDatabase, offsetMs: number): Promise<void> {
  return write(db, 'relaxed', async ({ head }) => {
    head.offsetMs = Math.round(offsetMs)
  })
}
