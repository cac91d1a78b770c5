import type { BufferDatabase } from './database.ts'
import { write } from './write.ts'

/** Frees what the queue can do without on a full disk: what the server has, and the log of attempts. */
export async function makeRoom(db: BufferDatabase): Promise<void> {
  await db.attempts.clear()
  await write(db, 'relaxed', async (tx) => {
    for (const change of await tx.inLane('applied')) tx.remove(change, 'settled')
  })
}
