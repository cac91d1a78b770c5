import type { BufferDatabase } from './database.ts'
import { HEAD, type Head } from './head.ts'
import { got, whole } from './request.ts'
import { keepFloor } from './reserve.ts'
import { blamed, named } from './storage-errors.ts'
import { Touched } from './touched.ts'
import { QueueTransaction } from './transaction.ts'

const STORES = ['queue', 'batches', 'head', 'withdrawn', 'aliases']

/**
 * Runs one write transaction. It is IndexedDB's own and not Dexie's: half the time on the path that
 * a person waits for, and strict durability where that is needed and only there. What `ahead` asks for is fetched together
 * with the head: one round trip less. Throws StorageFullError before it would meet a full disk.
 */
export async function write<T>(
  db: BufferDatabase,
  durability: 'strict' | 'relaxed',
  run: (tx: QueueTransaction) => Promise<T>,
  ahead: (tx: QueueTransaction) => void = () => {},
): Promise<T> {
  await keepFloor(db)
  const tx = await begin(db, durability)
  const touched = new Touched()
  const result = await whole(tx, async () => {
    const heads = tx.objectStore('head')
    const head = got<Head | undefined>(heads.get(HEAD))
    const queue = new QueueTransaction(tx, touched)
    ahead(queue)
    queue.head = (await head) ?? queue.head
    const answer = await run(queue)
    await queue.finish()
    heads.put(queue.head)
    return answer
  }).catch((error: unknown) => {
    throw blamed(error)
  })
  touched.tell(db)
  return result
}

async function begin(
  db: BufferDatabase,
  durability: 'strict' | 'relaxed',
): Promise<IDBTransaction> {
  try {
    await db.open()
    return db.backendDB().transaction(STORES, 'readwrite', { durability })
  } catch (error) {
    throw named(error)
  }
}
