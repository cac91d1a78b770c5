import { type Request, type Response, Router } from 'express'
import { ownerOf } from '../auth/require-owner.ts'
import type { Log } from '../log.ts'
import { ProblemError } from '../problem.ts'
import { pinShape } from './pin.ts'
import { readerGone, sendAnswer } from './send.ts'
import type { ShapeAnswer, ShapeSource } from './source.ts'

/** `GET /v1/shape` for whoever `requireOwner` let through: one proxy for both back ends. */
export function shapesRoute(source: ShapeSource, log: Log): Router {
  const router = Router()
  router.get('/v1/shape', async (request, response) => {
    const gone = readerGone(response)
    // Express' own query parsing loses the index of `params[1]` and hides repeated names.
    const asked = new URL(request.originalUrl, 'http://server').searchParams
    const pinned = pinShape(asked, ownerOf(response).id)
    if (!pinned.ok) throw new ProblemError('bad_request', pinned.reason)
    const answer = forOwner(await source.answer(pinned.params, gone))
    if (gone.aborted) return dismiss(answer)
    try {
      await send(request, response, answer, gone)
    } catch (error) {
      log.warn({ error: String(error) }, 'a shape broke off')
    }
  })
  return router
}

const PASSED = new Set(['content-type', 'etag', 'retry-after'])

/** The headers that are the protocol's; what caches may do with an owner's rows is: nothing. */
function forOwner(answer: ShapeAnswer): ShapeAnswer {
  const passed = Object.entries(answer.headers).filter(
    ([name]) => PASSED.has(name) || name.startsWith('electric-'),
  )
  const headers = {
    ...Object.fromEntries(passed),
    'cache-control': 'private, no-store',
    vary: 'Authorization',
  }
  return { ...answer, headers }
}

async function send(
  request: Request,
  response: Response,
  answer: ShapeAnswer,
  gone: AbortSignal,
): Promise<void> {
  const { etag } = answer.headers
  const unchanged =
    answer.status === 200 && etag !== undefined && request.get('if-none-match') === etag
  if (!unchanged && request.method !== 'HEAD') return sendAnswer(response, answer, gone)
  response.writeHead(unchanged ? 304 : answer.status, answer.headers).end()
  await dismiss(answer)
}

/** Lets go of a body that nobody will read. */
async function dismiss({ body }: ShapeAnswer): Promise<void> {
  await body[Symbol.asyncIterator]().return?.()
}
