import type { Shape } from './shape.ts'

/**
 * Resolves at the shape's next news, at its end, after the time, or when nobody waits any more. It
 * listens from the call on: what is looked at in the same turn can't be missed in between.
 */
export function untilNews(shape: Shape, timeoutMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      stopListening()
      resolve()
    }
    const stopListening = shape.onNews(done)
    const timer = setTimeout(done, timeoutMs)
    signal.addEventListener('abort', done)
    if (signal.aborted || shape.ended) done()
  })
}
