import { type Offset, parseOffset } from './offset.ts'

/** A well-formed request for a shape; whether table, columns and where mean anything is not known yet. */
export interface ShapeRequest {
  table: string
  offset: Offset
  handle: string | undefined
  live: boolean
  cursor: string | undefined
  where: string | undefined
  /** The values of `$1`, `$2`, … */
  params: string[]
  columns: string | undefined
  replica: 'default' | 'full'
  log: 'full' | 'changes_only'
}

/** What is wrong with a request: parameter → sentences, as Electric answers with status 400. */
export type RequestErrors = Record<string, string[]>

export type ParsedRequest =
  | { ok: true; request: ShapeRequest }
  | { ok: false; errors: RequestErrors }

/** Reads a request's parameters by Electric's rules; of a repeated parameter the last one counts. */
export function parseRequest(search: URLSearchParams): ParsedRequest {
  const read = (name: string) => search.getAll(name).at(-1)
  const errors: RequestErrors = {}
  const table = read('table') || undefined
  if (table === undefined) errors.table = ["can't be blank"]
  const offset = readOffset(read('offset'), errors)
  const handle = read('handle') || undefined
  const live = isTrue(read('live'))
  if (offset !== undefined) checkTogether(offset, handle, live, errors)
  checkUnsupported(search, live, errors)
  const replica = oneOf(read('replica'), 'replica', ['default', 'full'] as const, errors)
  const log = oneOf(read('log'), 'log', ['full', 'changes_only'] as const, errors)
  const params = readParams(search, errors)
  if (table === undefined || offset === undefined || Object.keys(errors).length > 0)
    return { ok: false, errors }
  const [cursor, where, columns] = [read('cursor'), read('where') || undefined, read('columns')]
  return {
    ok: true,
    request: { table, offset, handle, live, cursor, where, params, columns, replica, log },
  }
}

/** A bare parameter is true; only the word says no. */
function isTrue(value: string | undefined): boolean {
  return value !== undefined && value !== 'false'
}

function readOffset(text: string | undefined, errors: RequestErrors): Offset | undefined {
  const offset = text ? parseOffset(text) : undefined
  if (!text) errors.offset = ["can't be blank"]
  else if (offset === undefined) errors.offset = ['has invalid format']
  return offset
}

function checkTogether(
  offset: Offset,
  handle: string | undefined,
  live: boolean,
  errors: RequestErrors,
): void {
  if (offset.kind === 'before') {
    if (live) errors.live = ["can't be true when offset == -1"]
  } else if (offset.kind === 'now') {
    if (live) errors.live = ["can't be true when offset is 'now'"]
  } else if (handle === undefined) {
    errors.handle = ["can't be blank when offset != -1"]
  }
}

function checkUnsupported(search: URLSearchParams, live: boolean, errors: RequestErrors): void {
  for (const name of ['live_sse', 'experimental_live_sse']) {
    if (!isTrue(search.get(name) ?? undefined)) continue
    errors[name] = [
      live ? 'is not served by this engine' : "can't be true unless live is also true",
    ]
  }
  const subset = [...search.keys()].some((name) => name.startsWith('subset__'))
  if (subset) errors.subset = ['is not served by this engine']
}

function oneOf<const T extends readonly [string, ...string[]]>(
  text: string | undefined,
  name: string,
  words: T,
  errors: RequestErrors,
): T[number] {
  const word = words.find((known) => known === text)
  if (text && word === undefined) errors[name] = ['is invalid']
  return word ?? words[0]
}

function readParams(search: URLSearchParams, errors: RequestErrors): string[] {
  const byNumber = new Map<number, string>()
  let valid = !search.has('params')
  for (const [name, value] of search) {
    const [, number] = /^params\[(.*)\]$/.exec(name) ?? []
    if (number === undefined) continue
    if (/^[1-9]\d{0,3}$/.test(number)) byNumber.set(Number(number), value)
    else valid = false
  }
  const values = Array.from({ length: byNumber.size }, (_, index) => byNumber.get(index + 1))
  const params = values.filter((value) => value !== undefined)
  if (!valid || params.length < byNumber.size) errors.params = ['is invalid']
  return params
}
