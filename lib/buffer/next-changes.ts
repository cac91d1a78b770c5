import { LONGEST_WAIT_MS } from '../kit/due.ts'
import { limits } from '../wire/limits.ts'
import type { WriteChange } from './change.ts'
import type { BufferDatabase } from './database.ts'
import { HEAD, type Head } from './head.ts'
import { pick } from './peek.ts'
import { prepareDatabase } from './prepare-database.ts'
import { readyFrom } from './reading.ts'
import type { Recent } from './recent.ts'
import { wake } from './sending.ts'

/** The changes that may be sent now, in order, `limit` at the most; groups are never split. */
export async function nextChanges(
  db: BufferDatabase,
  limit: number,
  nowMs: number,
  recent: Recent,
): Promise<WriteChange[]> {
  const { strangers, due, picked } = await look(db, limit, nowMs, recent)
  const ready = strangers === 0 && !due
  if (strangers > 0) await prepareDatabase(db)
  if (due) await wake(db, nowMs)
  const next = ready ? picked : (await look(db, limit, nowMs, recent)).picked
  recent.places = new Map(next.map(({ id, seq }) => [id, seq]))
  return next
}

/** One look at the queue; `strangers` are what an old page has put where it used to be. */
function look(db: BufferDatabase, limit: number, nowMs: number, recent: Recent) {
  return db.transaction('r', db.queue, db.batches, db.head, db.changes, async () => {
    const head = await db.head.get(HEAD)
    const [strangers, due, picked] = await Promise.all([
      db.changes.count(),
      head ? isDue(db, head, nowMs) : false,
      head ? pickReady(db, head, limit, recent) : [],
    ])
    return { strangers, due, picked }
  })
}

/** Whether the moment of a waiting change has come. */
async function isDue(db: BufferDatabase, { lanes }: Head, nowMs: number): Promise<boolean> {
  if (lanes.later === 0) return false
  const moments = db.queue.where('next_attempt_at')
  const due = moments
    .belowOrEqual(nowMs)
    .or('next_attempt_at')
    .above(nowMs + LONGEST_WAIT_MS)
  return (await due.first()) !== undefined
}

async function pickReady(
  db: BufferDatabase,
  head: Head,
  limit: number,
  recent: Recent,
): Promise<WriteChange[]> {
  const onTheirWay = head.lanes.syncing === 0 ? [] : await rowsOnTheirWay(db, recent)
  let window = limit
  while (true) {
    const ready = await readyFrom(db, head.readyFrom).limit(window).toArray()
    const { picked, full } = pick(ready, onTheirWay, limit)
    const all = ready.length < window || ready.length >= head.lanes.ready
    if (all || (full && areWhole(picked, ready))) return picked
    window = full ? window + limits.groupChanges : window * 4
  }
}

/** The rows that the open batches are about; those that another context has sent are read. */
async function rowsOnTheirWay(db: BufferDatabase, recent: Recent): Promise<string[]> {
  const open = await db.batches.where('open').equals(1).primaryKeys()
  recent.keep(open)
  const unknown = await db.batches.bulkGet(open.filter((n) => !recent.rowsOf(n)))
  const others = unknown.flatMap((batch) => batch?.entities ?? [])
  return [...open.flatMap((n) => recent.rowsOf(n) ?? []), ...others]
}

/** Whether no group among the picked goes on behind the changes that were read. */
function areWhole(picked: readonly WriteChange[], ready: readonly WriteChange[]): boolean {
  const last = picked.findLast(({ group }) => group !== undefined)
  return last === undefined || ready.indexOf(last) + limits.groupChanges <= ready.length
}
