import { type Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Attack } from './attack.ts'

/** What came back. `cut`: the request announced more than it sent, and was broken off by its sender. */
export type Answer =
  | { kind: 'answered'; status: number; body: string; ms: number }
  | { kind: 'cut' }
  | { kind: 'silent'; reason: string; ms: number }

/** No answer may take that long. */
const HANG_MS = 10_000

/** How long a request stays open that announced more than it sends. */
const PATIENCE_MS = 150

/** Sends one attack. Never rejects: no answer is an answer too. */
export function send(url: string, token: string, attack: Attack, agent: Agent): Promise<Answer> {
  const { path, headers, body } = attack
  const begun = performance.now()
  const unfinished = Number(headers['Content-Length'] ?? 0) > body.length
  return new Promise((resolve) => {
    const sending = request(url + path, {
      method: 'POST',
      // The server waits for the rest: nothing else may follow on that connection.
      agent: unfinished ? false : agent,
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Length': String(body.length),
        ...headers,
      },
    })
    const ms = () => performance.now() - begun
    const waiting = setTimeout(() => sending.destroy(new Error('it hangs')), HANG_MS)
    const end = (answer: Answer) => {
      clearTimeout(waiting)
      if (unfinished) sending.destroy()
      resolve(answer)
    }
    sending.once('error', (error) => end({ kind: 'silent', reason: error.message, ms: ms() }))
    sending.once('response', (response) => {
      const answered = (body: string): Answer => ({
        ...{ kind: 'answered', status: response.statusCode ?? 0, body, ms: ms() },
      })
      text(response).then(
        (body) => end(answered(body)),
        (error: Error) => end({ kind: 'silent', reason: error.message, ms: ms() }),
      )
    })
    sending.end(body)
    if (unfinished) setTimeout(() => end({ kind: 'cut' }), PATIENCE_MS)
  })
}
