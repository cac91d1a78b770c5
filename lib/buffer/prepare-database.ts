import { PAYLOAD_VERSION } from '../wire/batch.ts'
import type { BufferDatabase } from './database.ts'
import { HEAD, type Head, newHead } from './head.ts'
import { modernise } from './modernise.ts'
import { got, whole } from './request.ts'
import { NewerQueueError } from './storage-errors.ts'
import { takeOver } from './take-over.ts'
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
  const touched = new Touched()
  await whole(tx, async () => {
    const kept: Head | undefined = await got(tx.objectStore('head').get(HEAD))
    const queue = new QueueTransaction(tx, touched)
    queue.head = kept ?? (await inheritedHead(tx))
    const before = JSON.stringify(kept)
    await takeOver(tx, queue, kept === undefined)
    if (queue.head.v < PAYLOAD_VERSION) await modernise(queue)
    await queue.finish()
    // nothing to do in most cases, and then nothing is written: the disk may be full
    if (JSON.stringify(queue.head) !== before) tx.objectStore('head').put(queue.head)
  })
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
