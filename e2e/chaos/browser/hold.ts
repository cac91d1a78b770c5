import { outcome } from './outcome.ts'

/**
 * Keeps a write transaction on one store of a database open: whoever wants to write there waits, in
 * any context, at exactly the place where its transaction would begin. Answers how to let go.
 */
export async function hold(database: string, store: string): Promise<() => void> {
  const db = await outcome(indexedDB.open(database))
  const rows = db.transaction(store, 'readwrite').objectStore(store)
  let held = true
  await new Promise<void>((resolve, reject) => {
    // A transaction lives as long as it is asked something.
    const turn = () => {
      if (!held) return db.close()
      const request = rows.getKey('nothing has this key')
      request.onerror = () => reject(request.error)
      request.onsuccess = () => {
        resolve()
        turn()
      }
    }
    turn()
  })
  return () => {
    held = false
  }
}
