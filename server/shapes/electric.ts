import type { Log } from '../log.ts'
import type { ShapeAnswer, ShapeSource } from './source.ts'

export interface ElectricOptions {
  /** Where Electric listens, without `/v1/shape`. */
  url: string
  secret: string
  log: Log
}

/** Electric closes its connections after 50 requests, and may do so just when one is sent. */
const MAX_TRIES = 3
const RETRY_AFTER_S = 5

/** What clients are to see of Electric as it is; all else is an outage to them. */
const PASSED = new Set([200, 304, 400, 409, 429])

/** The real Electric. Its secret is added here; its outages are answered 503 with Retry-After. */
export function electricSource({ url, secret, log }: ElectricOptions): ShapeSource {
  const base = new URL('v1/shape', url.endsWith('/') ? url : `${url}/`)
  return {
    answer: async (params, signal) => {
      const target = new URL(base)
      target.search = params.toString()
      target.searchParams.set('secret', secret)
      const found = await ask(target, signal)
      if (found instanceof Response && PASSED.has(found.status)) return answerOf(found)
      const reason = found instanceof Response ? `status ${found.status}` : found.message
      if (!signal.aborted) log.warn({ reason }, 'Electric does not serve shapes')
      if (found instanceof Response) await found.body?.cancel()
      return outage(found instanceof Response ? found.headers.get('retry-after') : null)
    },
    close: () => Promise.resolve(),
  }
}

/** Asks again where the connection broke before an answer: reading a shape changes nothing. */
async function ask(target: URL, signal: AbortSignal): Promise<Response | Error> {
  for (let tries = 1; ; tries++) {
    try {
      return await fetch(target, { signal, redirect: 'error', cache: 'no-store' })
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error))
      if (signal.aborted || tries === MAX_TRIES) return failure
    }
  }
}

/** fetch has undone the content-encoding already, so that neither it nor the length is true. */
function answerOf(response: Response): ShapeAnswer {
  const headers = Object.fromEntries(response.headers)
  delete headers['content-encoding']
  delete headers['content-length']
  return { status: response.status, headers, body: response.body ?? nothing() }
}

function outage(retryAfter: string | null): ShapeAnswer {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'retry-after': retryAfter ?? String(RETRY_AFTER_S),
  }
  return { status: 503, headers, body: nothing('{"message":"Shapes can not be served now"}') }
}

async function* nothing(text = ''): AsyncGenerator<string> {
  if (text !== '') yield text
}
