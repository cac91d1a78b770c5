import { type Message, type Offset, type Row, ShapeStream } from '@electric-sql/client'
import { live } from '../kit/live.ts'
import type { SyncedTable } from '../schema/entities.ts'
import { shapeParser } from '../schema/shape-parser.ts'
import { commit } from './commit.ts'
import { epochOf } from './health.ts'
import { addMessages, emptyBatch, upToDateLsn } from './log-batch.ts'
import type { MirrorDatabase } from './mirror-database.ts'
import { watched } from './status.ts'
import { keepReserve } from './wait-for-room.ts'

export interface StreamOptions {
  /** The server's address, without a path. */
  url: string
  token: () => Promise<string | null>
  fetch?: typeof fetch
  now?: () => number
  /**
   * Called with the server's epoch before a table that was loaded anew takes the place of what is
   * shown. Where it rejects, that stays, and the table is loaded again.
   */
  onReload?: (epoch: string) => Promise<void>
  /** End as soon as the table is up to date, instead of waiting for news. */
  once?: boolean
}

/**
 * Why a stream ended, and whether it had written anything until then. `online`: only to start afresh;
 * `caught_up`: because nothing more was asked of it.
 */
export interface Ending {
  reason: 'error' | 'online' | 'stopped' | 'caught_up'
  error: Error
  committed: boolean
}

/** The client's own retries: quick at first, because a library that lags is one that nobody trusts. */
const BACKOFF = { initialDelay: 300, maxDelay: 5_000, multiplier: 1.6 }

/** The leader streams for every page, so it goes on while its own is hidden. */
const ALWAYS_VISIBLE = {
  getCurrentState: () => 'visible' as const,
  subscribe: () => () => {},
}

/** Streams from the kept position until something ends it; answers what did. */
export function streamOnce(
  db: MirrorDatabase,
  table: SyncedTable,
  options: StreamOptions,
  outer: AbortSignal,
): Promise<Ending> {
  const ending = new AbortController()
  const { signal } = ending
  let committed = false
  return new Promise((resolve) => {
    const end = (reason: Ending['reason'], error: Error) => {
      ending.abort()
      resolve({ reason, error, committed })
    }
    const fail = (error: Error) => end('error', error)
    const done = () => {
      committed = true
      if (options.once) end('caught_up', new Error('caught up'))
    }
    outer.addEventListener('abort', () => end('stopped', new Error('stopped')), {
      once: true,
      signal,
    })
    // A live poll tells nothing until there is news: a new stream asks at once how things are.
    onceOnline(() => end('online', new Error('back online')), signal)
    onceForgotten(db, table, () => end('online', new Error('to be loaded anew')), signal)
    open(db, table, options, signal, fail, done).catch(fail)
  })
}

function onceOnline(callback: () => void, signal: AbortSignal): void {
  globalThis.addEventListener?.('online', callback, { once: true, signal })
}

/** Calls back when somebody forgets the position that this stream has come to. */
function onceForgotten(
  db: MirrorDatabase,
  table: SyncedTable,
  callback: () => void,
  signal: AbortSignal,
): void {
  let known = false
  const read = async () => (await db.shapes.get(table))?.handle !== undefined
  const stop = live(read, (positioned) => {
    if (known && !positioned) callback()
    known = positioned
  })
  signal.addEventListener('abort', stop, { once: true })
}

async function open(
  db: MirrorDatabase,
  table: SyncedTable,
  options: StreamOptions,
  signal: AbortSignal,
  fail: (error: Error) => void,
  done: () => void,
): Promise<void> {
  const found = await db.shapes.get(table)
  // Where nobody knows of which database it is, nothing can go on from it.
  const kept = found?.epoch === undefined ? undefined : found
  const stream = makeStream(db, table, options, signal, fail, kept)
  let batch = emptyBatch(kept?.handle === undefined)
  let after: string | null = found?.handle ?? null
  let epoch = kept?.epoch
  const write = async (messages: Message<Row<unknown>>[]) => {
    batch = addMessages(batch, messages)
    const lsn = upToDateLsn(messages)
    const { shapeHandle: handle, lastOffset: offset } = stream
    if (lsn === undefined || handle === undefined || signal.aborted) return
    await keepReserve(db, batch)
    if (batch.replace) {
      epoch = await epochOf(options, signal)
      await options.onReload?.(epoch)
    }
    const position = { handle, offset, lsn, epoch, after }
    await commit(db, table, batch, position, (options.now ?? Date.now)())
    batch = emptyBatch()
    after = handle
    done()
  }
  stream.subscribe((messages) => write(messages).catch(fail), fail)
  signal.addEventListener('abort', () => stream.unsubscribeAll(), { once: true })
}

function makeStream(
  db: MirrorDatabase,
  table: SyncedTable,
  { url, token, fetch = globalThis.fetch, once = false }: StreamOptions,
  signal: AbortSignal,
  fail: (error: Error) => void,
  kept?: { handle?: string; offset?: string },
) {
  return new ShapeStream<Row<unknown>>({
    url: `${url}/v1/shape`,
    params: { table },
    subscribe: !once,
    headers: { Authorization: async () => `Bearer ${(await token()) ?? ''}` },
    parser: shapeParser,
    signal,
    fetchClient: watched(db, table, fetch),
    // Where others wait for their turn, whoever finds no server lets them try.
    backoffOptions: once ? { ...BACKOFF, maxRetries: 0 } : BACKOFF,
    runtimeVisibility: ALWAYS_VISIBLE,
    warnOnHttp: false,
    onError: fail,
    ...(kept?.handle && kept.offset
      ? { handle: kept.handle, offset: kept.offset as Offset } // kept as the stream gave it
      : {}),
  })
}
