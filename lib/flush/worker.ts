import type { WriteBuffer } from '../buffer/write-buffer.ts'
import { delay } from '../kit/delay.ts'
import { drain } from './drain.ts'
import { noteOnline } from './memory.ts'
import type { FlushOutcome } from './outcome.ts'
import { type FlushSettings, type FlushWorkerOptions, settingsOf } from './settings.ts'

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
  const backOnline = async () => {
    await noteOnline(settings.buffer)
    await flush(false)
  }
  const stop = () => {
    stopping.abort()
    stopping = new AbortController()
    again = false
  }

  return {
    start(interval) {
      stop()
      const { signal } = stopping
      globalThis.addEventListener?.('online', () => void backOnline(), { signal })
      void repeat(interval, signal)
    },
    stop,
    flush: ({ patient = false } = {}) => flush(patient),
    getBuffer: () => settings.buffer,
  }
}
