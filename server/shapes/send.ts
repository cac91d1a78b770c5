import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { ShapeAnswer } from './source.ts'

/**
 * Sends an answer as fast as its reader takes it. One that breaks off on our side, or whose reader
 * has gone, ends the connection: half an answer must not look like a whole one.
 */
export async function sendAnswer(
  response: ServerResponse,
  { status, headers, body }: ShapeAnswer,
  signal: AbortSignal,
): Promise<void> {
  response.writeHead(status, headers)
  try {
    for await (const piece of body) {
      if (signal.aborted) break
      if (!response.write(piece)) await once(response, 'drain', { signal })
    }
    if (!signal.aborted) response.end()
  } catch (error) {
    response.destroy()
    if (!signal.aborted) throw error
  }
}

/** Fires when the reader of a response has gone before it was complete. */
export function readerGone(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  return gone.signal
}
