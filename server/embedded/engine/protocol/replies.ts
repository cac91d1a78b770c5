import type { ShapeAnswer } from '../../../shapes/source.ts'
import { MUST_REFETCH } from './messages.ts'
import { type Offset, offsetText } from './offset.ts'
import type { RequestErrors } from './request.ts'

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }
const NO_STORE = { 'cache-control': 'no-store', 'surrogate-control': 'no-store' }

/** How long caches may keep an answer, as Electric says it. */
const CACHE = {
  first: 'public, max-age=604800, s-maxage=3600, stale-while-revalidate=2629746',
  later: 'public, max-age=60, stale-while-revalidate=300',
  live: 'public, max-age=5, stale-while-revalidate=5',
}

/** A page of a shape: what its headers say. */
export interface Page {
  handle: string
  asked: Offset
  end: Offset
  /** Of requests that aren't live. */
  schema: string | undefined
  /** Of live ones. */
  cursor: number | undefined
  upToDate: boolean
  hasData: boolean
}

let answersWithoutData = 0

export function page(of: Page, body: ShapeAnswer['body']): ShapeAnswer {
  const [asked, end] = [offsetText(of.asked), offsetText(of.end)]
  const once = of.hasData ? '' : `:${++answersWithoutData}`
  const age = of.cursor === undefined ? (of.asked.kind === 'before' ? 'first' : 'later') : 'live'
  return {
    status: 200,
    headers: {
      ...JSON_TYPE,
      'cache-control': CACHE[age],
      etag: `"${of.handle}:${asked}:${end}${once}"`,
      'electric-handle': of.handle,
      'electric-offset': end,
      'electric-has-data': String(of.hasData),
      ...(of.schema !== undefined && { 'electric-schema': of.schema }),
      ...(of.cursor !== undefined && { 'electric-cursor': String(of.cursor) }),
      ...(of.upToDate && { 'electric-up-to-date': '' }),
    },
    body,
  }
}

/** The shape that was asked for is no more; a replacement, where there is one. */
export function mustRefetch(handle: string | undefined): ShapeAnswer {
  const cache = `public, max-age=${handle === undefined ? 1 : 60}, must-revalidate`
  const named = handle !== undefined && { 'electric-handle': handle, etag: `"${handle}::"` }
  return {
    status: 409,
    headers: { ...JSON_TYPE, 'cache-control': cache, ...named },
    body: text(MUST_REFETCH),
  }
}

export function invalid(errors: RequestErrors): ShapeAnswer {
  const body = text(JSON.stringify({ message: 'Invalid request', errors }))
  return { status: 400, headers: { ...JSON_TYPE, ...NO_STORE }, body }
}

export function unavailable(message: string, retryAfterS: number): ShapeAnswer {
  const headers = { ...JSON_TYPE, ...NO_STORE, 'retry-after': String(retryAfterS) }
  return { status: 503, headers, body: text(JSON.stringify({ message })) }
}

/** A body of one piece. */
export async function* text(whole: string): AsyncGenerator<string> {
  yield whole
}
