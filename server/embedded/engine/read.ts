import type { ShapeAnswer } from '../../shapes/source.ts'
import { schemaHeader } from './catalogue/schema-header.ts'
import { nextCursor } from './protocol/cursor.ts'
import { upToDateMessage } from './protocol/messages.ts'
import { isAfter, type LogOffset, type Offset, SNAPSHOT_END } from './protocol/offset.ts'
import { invalid, page, text } from './protocol/replies.ts'
import type { ShapeRequest } from './protocol/request.ts'
import type { EngineSettings } from './settings.ts'
import type { Shape } from './shape/shape.ts'
import type { Shapes } from './shape/shapes.ts'
import { untilNews } from './shape/wait.ts'
import { Unavailable } from './unavailable.ts'
import type { Apply } from './wal/apply.ts'

export interface Reading {
  shapes: Shapes
  stream: Apply
  settings: EngineSettings
}

/**
 * Reads on in a shape from where the request is: chunks of the snapshot first, then the log. Null where
 * the shape has ended.
 */
export async function readShape(
  world: Reading,
  shape: Shape,
  request: ShapeRequest,
  signal: AbortSignal,
): Promise<ShapeAnswer | null> {
  const { offset } = request
  await shape.joined
  try {
    if (offset.kind === 'before') {
      await shape.snapshot.begun()
      return chunkPage(world, shape, request, 0)
    }
    if (offset.kind === 'chunk' && (await shape.snapshot.continues(offset.index)))
      return chunkPage(world, shape, request, offset.index + 1)
  } catch (error) {
    if (!shape.ended) throw error
    return offset.kind === 'before' ? cannotBegin() : null
  }
  if (offset.kind === 'now') return shape.ended ? cannotBegin() : nowPage(world, shape, request)
  const from = offset.kind === 'at' ? offset : SNAPSHOT_END
  if (isAfter(from, shape.log.end)) return aheadOfLog(world, shape, request, from, signal)
  if (request.live && !shape.log.hasAfter(from))
    await untilNews(shape, world.settings.longPollMs, signal)
  return logPage(world, shape, request, from)
}

function cannotBegin(): never {
  throw new Unavailable('the shape ended before it could be read', 1)
}

/** A reader that knows more than we do is held for a while: the entry may be on its way. */
async function aheadOfLog(
  world: Reading,
  shape: Shape,
  request: ShapeRequest,
  from: LogOffset,
  signal: AbortSignal,
): Promise<ShapeAnswer | null> {
  const untilMs = Date.now() + world.settings.longPollMs / 2
  while (isAfter(from, shape.log.end) && !shape.ended && !signal.aborted) {
    const leftMs = untilMs - Date.now()
    if (leftMs <= 0) return invalid({ offset: ['out of bounds for this shape'] })
    await untilNews(shape, leftMs, signal)
  }
  return logPage(world, shape, request, from)
}

/** Everything from one look: the body, where it ends, and what the stream has seen by then. */
function logPage(
  world: Reading,
  shape: Shape,
  request: ShapeRequest,
  from: LogOffset,
): ShapeAnswer | null {
  if (shape.ended) return null
  const { text: entries, end, complete } = shape.log.after(from, world.settings.chunkBytes)
  const messages = [entries, complete ? upToDateMessage(world.stream.seen) : '']
  const body = `[${messages.filter((message) => message !== '').join(',')}]`
  const hasData = entries !== '' || !request.live
  return page({ ...headOf(world, shape, request, end), upToDate: complete, hasData }, text(body))
}

function nowPage(world: Reading, shape: Shape, request: ShapeRequest): ShapeAnswer {
  const head = headOf(world, shape, request, shape.log.end)
  return page(
    { ...head, upToDate: true, hasData: false },
    text(`[${upToDateMessage(world.stream.seen)}]`),
  )
}

function chunkPage(
  world: Reading,
  shape: Shape,
  request: ShapeRequest,
  index: number,
): ShapeAnswer {
  const head = headOf(world, shape, request, { kind: 'chunk', index })
  return page({ ...head, upToDate: false, hasData: true }, chunkBody(shape, index))
}

async function* chunkBody(shape: Shape, index: number): AsyncGenerator<string | Uint8Array> {
  yield '['
  yield* shape.snapshot.read(index)
  yield ']'
}

function headOf(world: Reading, shape: Shape, request: ShapeRequest, end: Offset) {
  const { table, columns } = shape.definition
  return {
    handle: shape.handle,
    asked: request.offset,
    end,
    schema: request.live ? undefined : schemaHeader(table, columns),
    cursor: request.live
      ? nextCursor(request.cursor, Date.now(), world.settings.longPollMs)
      : undefined,
  }
}
