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
  /**
   * Tries at once, or with `patient` as soon as the backoff lets it; answers when the queue is
   * drained or stands, and why.
   */
  flush(options?: { patient?: boolean }): Promise<FlushOutcome>
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

  const flush = (patient: boolean): Promise<FlushOutcome> => {
    again ||= running !== null && !patient
    running ??= run(patient, stopping.signal).finally(() => {
      running = null
    })
    return running
  }
  const run = async (patient: boolean, signal: AbortSignal): Promise<FlushOutcome> => {
    let outcome = await drain(settings, signal, patient)
    while (again && !signal.aborted) {
      again = false
      outcome = await drain(settings, signal, false)
    }
    return outcome
  }
  const repeat = async (interval: number, signal: AbortSignal) => {
    while (!signal.aborted) {
      await flush(true).catch((error: unknown) => console.error('a flush failed', error))
      await delay(interval, signal)
    }
  }
  const stop = () => {
    stopping.abort()
    stopping = new AbortController()
    again = false
  }

  return {
    start(interval) {
      stop()
      void repeat(interval, stopping.signal)
    },
    stop,
    flush: ({ patient = false } = {}) => flush(patient),
    getBuffer: () => settings.buffer,
  }
}
