/** IndexedDB with nothing around it: one store without an index, each record in a strict transaction. */
export interface BareStore {
  put(record: object): Promise<void>
}

/** Opens an empty bare store. */
export async function openBareStore(name: string): Promise<BareStore> {
  await answerOf(indexedDB.deleteDatabase(name))
  const opening = indexedDB.open(name)
  opening.onupgradeneeded = () => opening.result.createObjectStore('records', { keyPath: 'seq' })
  const db = await answerOf(opening)
  return { put: (record) => putStrictly(db, record) }
}

function putStrictly(db: IDBDatabase, record: object): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction('records', 'readwrite', { durability: 'strict' })
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
    transaction.objectStore('records').put(record)
  })
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
