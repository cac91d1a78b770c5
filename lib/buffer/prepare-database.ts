import { PAYLOAD_VERSION, type WireChange } from '../wire/batch.ts'
import { upcast } from '../wire/versions.ts'
import type { WriteChange } from './change.ts'
import type { BufferDatabase } from './database.ts'
import { HEAD, type Head, newHead } from './head.ts'
import { holdFollowers, inOrder } from './hold.ts'
import type { StoredChange } from './lane.ts'
import { isRewritable } from './place.ts'
import { completion, got } from './request.ts'
import { NewerQueueError } from './storage-errors.ts'
import { Touched } from './touched.ts'
import { QueueTransaction } from './transaction.ts'

/** The version of the database that this code writes; Dexie multiplies it by ten. */
export const DATABASE_VERSION = 2

/**
 * Makes an opened database ready for this version of the code, in one transaction: takes over what
 * the first version has queued, or still queues in a page that was not reloaded, and brings payloads
 * that no server has seen up to date. Throws NewerQueueError where a later version has been here.
 */
export async function prepareDatabase(db: BufferDatabase): Promise<void> {
  const idb = db.backendDB()
  if (idb.version >= (DATABASE_VERSION + 1) * 10) throw new NewerQueueError()
  const tx = idb.transaction([...idb.objectStoreNames], 'readwrite', { durability: 'strict' })
  const done = completion(tx)
  done.catch(() => {}) // awaited below, unless the reason came first
  const touched = new Touched()
  const kept: Head | undefined = await got(tx.objectStore('head').get(HEAD))
  const queue = new QueueTransaction(tx, touched)
  queue.head = kept ?? (await inheritedHead(tx))
  await takeOver(tx, queue, kept === undefined)
  if (queue.head.v < PAYLOAD_VERSION) await modernise(queue)
  queue.finish()
  tx.objectStore('head').put(queue.head)
  await done
  touched.tell(db)
}

/** The first head: with the clock, the device and the places that the first version had given out. */
async function inheritedHead(tx: IDBTransaction): Promise<Head> {
  const meta = tx.objectStore('meta')
  const keys = ['hlc', 'offsetMs', 'clientId']
  const [clock, offset, client] = await Promise.all(keys.map((key) => got(meta.get(key))))
  await continueNumbering(tx)
  const head = newHead()
  return {
    ...head,
    clock: clock?.value ?? head.clock,
    offsetMs: offset?.value ?? head.offsetMs,
    clientId: client?.value ?? head.clientId,
  }
}

/** Places are never given out twice: the server tells a device's changes apart by them. */
async function continueNumbering(tx: IDBTransaction): Promise<void> {
  const [old, queue] = [tx.objectStore('changes'), tx.objectStore('queue')]
  const seq = await got(old.add({}))
  old.delete(seq)
  queue.put({ seq })
  queue.delete(seq)
}

/** Nobody knows whether the first version has sent a change before: such a change stays as it is. */
async function takeOver(
  tx: IDBTransaction,
  queue: QueueTransaction,
  keepPlaces: boolean,
): Promise<void> {
  const old = tx.objectStore('changes')
  const changes: WriteChange[] = await got(old.getAll())
  for (const { seq, ...change } of changes) {
    old.delete(seq)
    if (await queue.byId(change.id)) continue
    queue.add({ ...change, net_attempts: 1, ...(keepPlaces ? { seq } : {}) })
  }
}

/**
 * Brings changes that no server has seen up to the current payload version, in place; one that is
 * too old to be read is parked. An attempted change stays as it was sent: the server knows its hash.
 */
export async function modernise(
  tx: QueueTransaction,
  read: (change: WireChange) => ReturnType<typeof upcast> = upcast,
): Promise<void> {
  const lanes = await Promise.all(
    (['ready', 'later', 'held'] as const).map((one) => tx.inLane(one)),
  )
  const parked: StoredChange[] = []
  for (const change of inOrder(lanes.flat()).filter(isRewritable)) {
    const current = read(change)
    if (current.kind === 'current') tx.put({ ...change, ...current.change } as StoredChange) // an upcaster keeps the table
    if (current.kind === 'too_old') parked.push(tx.put({ ...change, ...TOO_OLD }))
  }
  await holdFollowers(tx, parked)
  tx.head.v = PAYLOAD_VERSION
}

const TOO_OLD = {
  status: 'error',
  code: 'CLIENT_TOO_OLD',
  error: 'this change was made by a version of the extension that is too old',
} as const
