import { liveQuery } from 'dexie'

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
