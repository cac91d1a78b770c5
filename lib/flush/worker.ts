import { WriteBuffer } from '../buffer/write-buffer.ts'
import { delay } from '../kit/delay.ts'
import { drain, type FlushOutcome } from './drain.ts'

/**
 *            enqueue, online, alarm, start(interval)
 *                         │
 *   ┌────────┐  flush   ┌─▼──────┐  claim   ┌─────────┐  answer  ┌─────────┐
 *   │pending ├─────────▶│ locked ├─────────▶│ syncing ├─────────▶│ applied │
 *   └───▲────┘          └────────┘          └──┬───┬──┘          └─────────┘
 *       └── no network, 5xx, 429: costs nothing ┘   └ refused for good ─▶ error (parked)
 */
export interface FlushWorkerOptions {
  /** The server's address, without a path. */
  apiBase: string
  /** The queue to drain; the first library's by default. */
  buffer?: WriteBuffer
  batchSize?: number
  /** Milliseconds. */
  retryDelay?: number
  /** Milliseconds. */
  maxRetryDelay?: number
  /** How often the server may refuse one change before it is parked. */
  maxRetries?: number
  token?: string | (() => Promise<string | null>)
  /** Where only one flush may run at a time; the queue's own name by default. */
  lock?: string
  fetch?: typeof fetch
  now?: () => number
  random?: () => number
}

export interface FlushWorker {
  /** Flushes now and then every `interval` milliseconds, with the backoff, while this context lives. */
  start(interval: number): void
  /** Ends the timer and a flush that is under way; nothing is lost, `flush` and `start` work again. */
  stop(): void
  /** Tries at once, whatever the backoff; answers when the queue is drained or stands, and why. */
  flush(): Promise<FlushOutcome>
  getBuffer(): WriteBuffer
}

export type FlushSettings = Required<Omit<FlushWorkerOptions, 'token'>> & {
  token: () => Promise<string | null>
  /** This start of the worker: changes that another start has claimed are stuck. */
  bootId: string
}

let current: FlushWorker | null = null

/** Makes the worker of this context, in place of an earlier one, which is stopped. */
export function initFlushWorker(options: FlushWorkerOptions): FlushWorker {
  current?.stop()
  current = createFlushWorker(settingsOf(options))
  return current
}

/** The worker of this context, or null before `initFlushWorker`. */
export function getFlushWorker(): FlushWorker | null {
  return current
}

function settingsOf({
  token,
  buffer = new WriteBuffer(),
  ...options
}: FlushWorkerOptions): FlushSettings {
  return {
    batchSize: 10,
    retryDelay: 1000,
    maxRetryDelay: 30_000,
    maxRetries: 5,
    lock: `flush:${buffer.db.name}`,
    fetch: (...request) => fetch(...request),
    now: Date.now,
    random: Math.random,
    ...options,
    buffer,
    token: typeof token === 'function' ? token : async () => token ?? null,
    bootId: crypto.randomUUID(),
  }
}

function createFlushWorker(settings: FlushSettings): FlushWorker {
  let stopping = new AbortController()
  let running: Promise<FlushOutcome> | null = null
  let again = false

  const flush = (patient = false): Promise<FlushOutcome> => {
    again ||= running !== null && !patient
    running ??= run(patient).finally(() => {
      running = null
    })
    return running
  }
  const run = async (patient: boolean): Promise<FlushOutcome> => {
    let outcome = await drain(settings, stopping.signal, patient)
    while (again && !stopping.signal.aborted) {
      again = false
      outcome = await drain(settings, stopping.signal, false)
    }
    return outcome
  }
  const repeat = async (interval: number, signal: AbortSignal) => {
    while (!signal.aborted) {
      await flush(true)
      await delay(interval, signal)
    }
  }

  return {
    start(interval) {
      stopping.abort()
      stopping = new AbortController()
      void repeat(interval, stopping.signal)
    },
    stop() {
      stopping.abort()
      stopping = new AbortController()
    },
    flush: () => flush(),
    getBuffer: () => settings.buffer,
  }
}
