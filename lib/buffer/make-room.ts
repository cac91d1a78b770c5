import { size } from './account.ts'
import type { BufferDatabase } from './database.ts'
import { keepFloor } from './reserve.ts'
import { write } from './write.ts'

type Way = () => Promise<boolean>

/**
 * Ways to free what the queue can do without on a full disk, the cheapest first; each says whether it
 * freed anything. The log of attempts and what the mirror shows cost nobody anything (`settle` forgets
 * that); what the server has, but the mirror not yet, is out of sight for as long as that takes.
 */
export function waysToMakeRoom(
  db: BufferDatabase,
  settle: () => Promise<unknown>,
): [free: Way, ...dear: Way[]] {
  return [
    async () => {
      await keepFloor(db)
      const before = (await db.attempts.count()) + (await size(db, ['applied']))
      await db.attempts.clear()
      await settle()
      return (await size(db, ['applied'])) < before
    },
    () =>
      write(db, 'relaxed', async (tx) => {
        const applied = await tx.inLane('applied')
        for (const change of applied) tx.remove(change, 'settled')
        return applied.length > 0
      }),
  ]
}
