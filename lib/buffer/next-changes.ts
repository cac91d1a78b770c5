import { limits } from '../wire/limits.ts'
import type { WriteChange } from './change.ts'
import type { BufferDatabase } from './database.ts'
import { HEAD } from './head.ts'
import { pick } from './peek.ts'
import { prepareDatabase } from './prepare-database.ts'
import { lane } from './reading.ts'
import { wake } from './sending.ts'

/** The changes that may be sent now, in order, `limit` at the most; groups are never split. */
export async function nextChanges(
  db: BufferDatabase,
  limit: number,
  nowMs: number,
): Promise<WriteChange[]> {
  const overdue = await readOverdue(db, nowMs)
  if (overdue.strangers > 0) await prepareDatabase(db)
  if (overdue.due) await wake(db, nowMs)
  return db.transaction('r', db.queue, async () => {
    const onTheirWay = await lane(db, 'syncing').toArray()
    let window = limit + limits.groupChanges
    while (true) {
      const ready = await lane(db, 'ready').limit(window).toArray()
      const picked = pick(ready, onTheirWay, limit)
      if (ready.length < window || isWhole(ready, picked, limit)) return picked
      window *= 4
    }
  })
}

/** Whether a longer look at the queue would pick the same. */
function isWhole(ready: readonly WriteChange[], picked: readonly WriteChange[], limit: number) {
  const last = picked.at(-1)
  if (!last || picked.length < limit) return false
  return ready.indexOf(last) + limits.groupChanges <= ready.length
}

/** Whether the moment of a waiting change has come, and how many an old page has put elsewhere. */
function readOverdue(db: BufferDatabase, nowMs: number) {
  return db.transaction('r', db.queue, db.head, db.changes, async () => {
    const [head, strangers] = await Promise.all([db.head.get(HEAD), db.changes.count()])
    const later = (head?.lanes.later ?? 0) > 0
    const due = later && (await db.queue.where('next_attempt_at').belowOrEqual(nowMs).first())
    return { strangers, due: Boolean(due) }
  })
}
