import { Dexie, liveQuery } from 'dexie'

/**
 * Calls back with what a read of the databases answers, now and each time that a context changes
 * what it read. Answers how to stop.
 */
export function live<T>(read: () => Promise<T>, callback: (value: T) => void): () => void {
  const subscription = liveQuery(read).subscribe({
    next: callback,
    error: (error) => console.error('a live read has ended', error),
  })
  return () => subscription.unsubscribe()
}

/**
 * Awaits a function of our own inside a live read. Dexie follows a read through `await` for a few
 * microtasks behind its own promises, and deeper calls take more: without this, what is read after
 * them is not watched, and a view shows once and then notices nothing.
 */
export function watched<T>(promise: PromiseLike<T>): PromiseLike<T> {
  return Dexie.Promise.resolve(promise)
}
