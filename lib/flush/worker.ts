import type { WriteBuffer } from '../buffer/write-buffer.ts'
import { delay } from '../kit/delay.ts'
import { FLOOR_BYTES } from '../kit/room.ts'
import { createFlights, type Flights } from './flights.ts'
import { noteOnline } from './memory.ts'
import type { FlushOutcome } from './outcome.ts'
import { type FlushWorkerOptions, settingsOf } from './settings.ts'

export type { FlushOutcome } from './outcome.ts'
export type { FlushWorkerOptions } from './settings.ts'

/**
 *            enqueue, online, alarm, start(interval)
 *                         │
 *   ┌────────┐  flush   ┌─▼──────┐  claim   ┌─────────┐  answer  ┌─────────┐
 *   │pending ├─────────▶│ locked ├─────────▶│ syncing ├─────────▶│ applied │
 *   └───▲────┘          └────────┘          └──┬───┬──┘          └─────────┘
 *       └── no network, 5xx, 429: costs nothing ┘   └ refused for good ─▶ error (parked)
 */
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

let current: { worker: FlushWorker; flights: Flights; lock: string } | null = null

/** Makes the worker of this context, in place of an earlier one, which is stopped. */
export function initFlushWorker(options: FlushWorkerOptions): FlushWorker {
  const settings = settingsOf(options)
  const { lock } = settings
  current?.worker.stop()
  // What the earlier one stops doing, it does under the lock: else this one would find it taken.
  const before = current?.lock === lock ? current.flights.ended() : Promise.resolve()
  const flights = createFlights(settings, before)
  const worker = createFlushWorker(settings.buffer, flights)
  current = { worker, flights, lock }
  return worker
}

/** The worker of this context, or null before `initFlushWorker`. */
export function getFlushWorker(): FlushWorker | null {
  return current?.worker ?? null
}

function createFlushWorker(buffer: WriteBuffer, flights: Flights): FlushWorker {
  let stopping = new AbortController()
  const repeat = async (interval: number, signal: AbortSignal) => {
    while (!signal.aborted) {
      await flights.flush(true).catch((error: unknown) => console.error('a flush failed', error))
      await delay(interval, signal)
    }
  }
  const backOnline = async () => {
    if (await buffer.db.room.has(FLOOR_BYTES)) await noteOnline(buffer)
    await flights.flush(false)
  }
  const stop = () => {
    stopping.abort()
    stopping = new AbortController()
    flights.stop()
  }
  return {
    start(interval) {
      stop()
      const { signal } = stopping
      globalThis.addEventListener?.('online', () => void backOnline(), { signal })
      void repeat(interval, signal)
    },
    stop,
    flush: ({ patient = false } = {}) => flights.flush(patient),
    getBuffer: () => buffer,
  }
}
