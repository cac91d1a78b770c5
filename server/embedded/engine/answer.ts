import type { Log } from '../../log.ts'
import type { ShapeAnswer } from '../../shapes/source.ts'
import type { Catalogue } from './catalogue/catalogue.ts'
import { parseTable } from './protocol/names.ts'
import { invalid, mustRefetch, unavailable } from './protocol/replies.ts'
import { parseRequest, type ShapeRequest } from './protocol/request.ts'
import { type Reading, readShape } from './read.ts'
import { type Defined, define } from './shape/definition.ts'
import type { Opening } from './shape/open.ts'
import type { Shape } from './shape/shape.ts'
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
  const defined = await defineNow(world, request)
  if (!defined.ok) return invalid(defined.errors)
  const { kind } = request.offset
  const begins = kind === 'before' || kind === 'now'
  const known = begins ? undefined : world.shapes.find(defined.definition)
  if (known !== undefined && known.handle === request.handle)
    return read(world, known, request, signal)
  const opened = await world.opening.open(defined.definition)
  if (!opened.ok) return invalid(opened.errors)
  return begins ? read(world, opened.shape, request, signal) : mustRefetch(opened.shape.handle)
}

/** What is asked for, by the table as it is now. */
async function defineNow({ catalogue }: AnswerWorld, request: ShapeRequest): Promise<Defined> {
  const name = parseTable(request.table)
  if (name === undefined) return { ok: false, errors: { table: ['is not the name of a table'] } }
  const found = await catalogue.find(name)
  if (!found.ok) return { ok: false, errors: { table: [found.error] } }
  return define(request, found.table)
}

/** A shape that ends while it is read names the one that takes its place, which the reader asks for next. */
async function read(
  world: AnswerWorld,
  shape: Shape,
  request: ShapeRequest,
  signal: AbortSignal,
): Promise<ShapeAnswer> {
  const answered = await readShape(world, shape, request, signal)
  return answered ?? mustRefetch(signal.aborted ? undefined : await successor(world, request))
}

/** The handle of what is served in a shape's place; undefined where what is asked for is no more. */
async function successor(world: AnswerWorld, request: ShapeRequest): Promise<string | undefined> {
  // Without a handle the reader would begin anew for nothing: with the old one it asks again.
  if (!world.stream.connected) throw new Unavailable('the database is not connected', RETRY_S)
  const defined = await defineNow(world, request)
  const opened = defined.ok ? await world.opening.open(defined.definition) : defined
  return opened.ok ? opened.shape.handle : undefined
}
