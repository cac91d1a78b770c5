import type { Log } from '../../log.ts'
import type { ShapeAnswer } from '../../shapes/source.ts'
import type { Catalogue } from './catalogue/catalogue.ts'
import { parseTable } from './protocol/names.ts'
import { invalid, mustRefetch, unavailable } from './protocol/replies.ts'
import { parseRequest, type ShapeRequest } from './protocol/request.ts'
import { type Reading, readShape } from './read.ts'
import { define } from './shape/definition.ts'
import type { Opening } from './shape/open.ts'
import { Unavailable } from './unavailable.ts'

/** What answering needs to know. */
export interface AnswerWorld extends Reading {
  catalogue: Catalogue
  opening: Opening
  log: Log
}

const RETRY_S = 1

/** Answers one request for a shape. Whatever goes wrong at the database is a 503: it may be repeated. */
export async function answer(
  world: AnswerWorld,
  params: URLSearchParams,
  signal: AbortSignal,
): Promise<ShapeAnswer> {
  const parsed = parseRequest(params)
  if (!parsed.ok) return invalid(parsed.errors)
  if (!world.stream.connected) return unavailable('The database is not connected', RETRY_S)
  try {
    return await serve(world, parsed.request, signal)
  } catch (error) {
    const expected = error instanceof Unavailable
    if (!expected) world.log.error({ error: String(error) }, 'a shape could not be answered')
    return unavailable('The shape can not be served now', expected ? error.retryAfterS : RETRY_S)
  }
}

async function serve(
  world: AnswerWorld,
  request: ShapeRequest,
  signal: AbortSignal,
): Promise<ShapeAnswer> {
  const name = parseTable(request.table)
  if (name === undefined) return invalid({ table: ['is not the name of a table'] })
  const found = await world.catalogue.find(name)
  if (!found.ok) return invalid({ table: [found.error] })
  const defined = define(request, found.table)
  if (!defined.ok) return invalid(defined.errors)
  const { kind } = request.offset
  const begins = kind === 'before' || kind === 'now'
  const known = begins ? undefined : world.shapes.find(defined.definition)
  if (known !== undefined && known.handle === request.handle)
    return readShape(world, known, request, signal)
  const opened = await world.opening.open(defined.definition)
  if (!opened.ok) return invalid(opened.errors)
  return begins ? readShape(world, opened.shape, request, signal) : mustRefetch(opened.shape.handle)
}
