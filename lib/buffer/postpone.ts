import type { ErrorCode } from '../wire/batch.ts'
import type { BufferDatabase } from './database.ts'
import { write } from './write.ts'

/** Makes changes wait until a moment (epoch ms), with what stands behind them; it counts for nothing. */
export function postpone(
  db: BufferDatabase,
  ids: readonly string[],
  why: { error: string; code: ErrorCode; next_attempt_at: number },
): Promise<void> {
  return write(db, 'relaxed', async (tx) => {
    for (const id of ids) {
      const change = await tx.byId(id)
      if (change?.status === 'pending') tx.put({ ...change, ...why })
    }
  })
}
