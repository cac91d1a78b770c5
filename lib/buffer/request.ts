/** The result of one IndexedDB request; nothing else may be awaited inside a transaction. */
export function got<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** Resolves when all of a transaction is in the database. */
function completion(tx: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve()
    tx.onabort = () => reject(tx.error ?? new DOMException('aborted', 'AbortError'))
  })
}

/** The keys that begin with `first` in an index of two parts, of which the second is a number. */
export function startingWith(first: string): IDBKeyRange {
  return IDBKeyRange.bound([first, 0], [first, Number.POSITIVE_INFINITY])
}

/** Runs one transaction to its end: all that was written is in the database, or, after an error, nothing. */
export async function whole<T>(tx: IDBTransaction, run: () => Promise<T>): Promise<T> {
  const done = completion(tx)
  done.catch(() => {}) // awaited below, unless the reason came first
  try {
    const result = await run()
    tx.commit()
    await done
    return result
  } catch (error) {
    abort(tx)
    throw tx.error ?? error
  }
}

function abort(tx: IDBTransaction): void {
  try {
    tx.abort()
  } catch {
    // it has ended by itself
  }
}
