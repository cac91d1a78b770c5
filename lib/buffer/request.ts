/** The result of one IndexedDB request; nothing else may be awaited inside a transaction. */
export function got<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** Resolves when all of a transaction is in the database. */
export function completion(tx: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve()
    tx.onabort = () => reject(tx.error ?? new DOMException('aborted', 'AbortError'))
  })
}

/** The keys that begin with `first` in an index of two parts, of which the second is a number. */
export function startingWith(first: string): IDBKeyRange {
  return IDBKeyRange.bound([first, 0], [first, Number.POSITIVE_INFINITY])
}
