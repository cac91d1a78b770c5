import { outcome } from './outcome.ts'

const NAME = 'ChaosControl'

async function open(): Promise<IDBDatabase> {
  const opening = indexedDB.open(NAME, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore('kept')
  return outcome(opening)
}

/** Writes something without asking for it to be on the disk, as IndexedDB does by default. */
export async function keepRelaxed(n: number): Promise<void> {
  const db = await open()
  const tx = db.transaction('kept', 'readwrite', { durability: 'relaxed' })
  tx.objectStore('kept').put(n, 'n')
  await new Promise((resolve) => {
    tx.oncomplete = resolve
  })
  db.close()
}

/** What is there of it; 0 for nothing. */
export async function keptRelaxed(): Promise<number> {
  const db = await open()
  const n = await outcome(db.transaction('kept').objectStore('kept').get('n'))
  db.close()
  return Number(n ?? 0)
}
