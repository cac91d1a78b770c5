import { FetchError, type Message, type Offset, type Row, ShapeStream } from '@electric-sql/client'
import { delay } from '../kit/delay.ts'
import type { SyncedTable } from '../schema/entities.ts'
import { shapeParser } from '../schema/shape-parser.ts'
import { commit } from './commit.ts'
import { addMessages, emptyBatch, upToDateLsn } from './log-batch.ts'
import type { MirrorDatabase, SyncStatus } from './mirror-database.ts'

export interface StreamOptions {
  /** The server's address, without a path. */
  url: string
  token: () => Promise<string | null>
  fetch?: typeof fetch
  now?: () => number
}

/** How soon a stream that the server refused is tried again, in milliseconds. */
const REFUSED_RETRY_MS = 30_000
const BROKEN_RETRY_MS = 1_000
/** The client's own retries: quick at first, because a library that lags is one that nobody trusts. */
const BACKOFF = { initialDelay: 300, maxDelay: 5_000, multiplier: 1.6 }

/** Keeps the mirror of one table live until the signal aborts; survives whatever the server does. */
export async function streamTable(
  db: MirrorDatabase,
  table: SyncedTable,
  options: StreamOptions,
  signal: AbortSignal,
): Promise<void> {
  await report(db, table, 'connecting')
  while (!signal.aborted) {
    const error = await streamOnce(db, table, options, signal)
    if (signal.aborted) return
    await report(db, table, 'error', error.message)
    const refused = error instanceof FetchError && [401, 403].includes(error.status)
    if (error instanceof FetchError && error.status === 400) await forgetPosition(db, table)
    await delay(refused ? REFUSED_RETRY_MS : BROKEN_RETRY_MS, signal)
  }
}

/** Streams from the kept position until something ends it; answers what did. */
function streamOnce(
  db: MirrorDatabase,
  table: SyncedTable,
  options: StreamOptions,
  outer: AbortSignal,
): Promise<Error> {
  const ending = new AbortController()
  const signal = AbortSignal.any([outer, ending.signal])
  return new Promise((resolve) => {
    const end = (error: Error) => {
      ending.abort()
      resolve(error)
    }
    outer.addEventListener('abort', () => end(new Error('stopped')), { once: true })
    subscribe(db, table, options, signal, end).catch(end)
  })
}

async function subscribe(
  db: MirrorDatabase,
  table: SyncedTable,
  options: StreamOptions,
  signal: AbortSignal,
  end: (error: Error) => void,
): Promise<void> {
  const kept = await db.shapes.get(table)
  const stream = openStream(db, table, options, signal, end, kept)
  let batch = emptyBatch(kept?.handle === undefined)
  const write = async (messages: Message<Row<unknown>>[]) => {
    batch = addMessages(batch, messages)
    const lsn = upToDateLsn(messages)
    const { shapeHandle: handle, lastOffset: offset } = stream
    if (lsn === undefined || handle === undefined || signal.aborted) return
    await commit(db, table, batch, { handle, offset, lsn }, (options.now ?? Date.now)())
    batch = emptyBatch()
  }
  stream.subscribe((messages) => write(messages).catch(end), end)
}

function openStream(
  db: MirrorDatabase,
  table: SyncedTable,
  { url, token, fetch = globalThis.fetch }: StreamOptions,
  signal: AbortSignal,
  end: (error: Error) => void,
  kept?: { handle?: string; offset?: string },
) {
  return new ShapeStream<Row<unknown>>({
    url: `${url}/v1/shape`,
    params: { table },
    headers: { Authorization: async () => `Bearer ${(await token()) ?? ''}` },
    parser: shapeParser,
    signal,
    fetchClient: watched(db, table, fetch),
    backoffOptions: BACKOFF,
    warnOnHttp: false,
    onError: end,
    ...(kept?.handle && kept.offset
      ? { handle: kept.handle, offset: kept.offset as Offset } // kept as the stream gave it
      : {}),
  })
}

/** A fetch that tells the mirror whether the server can be reached: the client retries in silence. */
function watched(db: MirrorDatabase, table: SyncedTable, fetch: typeof globalThis.fetch) {
  return async (...request: Parameters<typeof fetch>): Promise<Response> => {
    try {
      const response = await fetch(...request)
      if (response.status >= 500) await report(db, table, 'error', `status ${response.status}`)
      else if (response.ok) await backOnline(db, table)
      return response
    } catch (error) {
      if (!aborted(request[1]?.signal)) await report(db, table, 'offline')
      throw error
    }
  }
}

function aborted(signal: AbortSignal | null | undefined): boolean {
  return signal?.aborted ?? false
}

async function backOnline(db: MirrorDatabase, table: SyncedTable): Promise<void> {
  const position = await db.shapes.get(table)
  if (position?.status !== 'synced') await report(db, table, 'syncing')
}

async function report(
  db: MirrorDatabase,
  table: SyncedTable,
  status: SyncStatus,
  error?: string,
): Promise<void> {
  const { error: _old, ...position } = (await db.shapes.get(table)) ?? { table }
  await db.shapes.put({ ...position, status, ...(error === undefined ? {} : { error }) })
}

/** Next time everything is loaded again, beside what is shown, and swapped in one transaction. */
async function forgetPosition(db: MirrorDatabase, table: SyncedTable): Promise<void> {
  const position = await db.shapes.get(table)
  if (position) await db.shapes.put({ table, status: position.status })
}
