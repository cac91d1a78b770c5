import { Dexie, liveQuery } from 'dexie'
import { delay } from './delay.ts'

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
 * Like `live`, for what nobody waits for: after each change it rests so many milliseconds, and then
 * tells of all that has changed meanwhile at once.
 */
export function liveCalmly<T>(
  read: () => Promise<T>,
  callback: (value: T) => void,
  restMs: number,
): () => void {
  const stopping = new AbortController()
  let stop = () => {}
  const look = () => {
    if (stopping.signal.aborted) return
    let changed = false
    const watch = live(read, (value) => {
      callback(value)
      if (changed) {
        watch()
        void delay(restMs, stopping.signal).then(look)
      }
      changed = true
    })
    stop = watch
  }
  look()
  return () => {
    stopping.abort()
    stop()
  }
}

/**
 * Awaits a function of our own inside a live read. Dexie follows a read through `await` for a few
 * microtasks behind its own promises, and deeper calls take more: without this, what is read after
 * them is not watched, and a view shows once and then notices nothing.
 */
export function watched<T>(promise: PromiseLike<T>): PromiseLike<T> {
  return Dexie.Promise.resolve(promise)
}
