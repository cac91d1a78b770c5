/** The moment at which every simulation begins, in epoch milliseconds. */
export const START_MS = Date.parse('2026-03-01T12:00:00.000Z')

/**
 * The event loop of a simulated world. Time stands still unless the world moves it; timers go off
 * when it does. IndexedDB's steps (fake-indexeddb takes `setImmediate` for each) run on the real loop,
 * one of each waiting transaction a turn, and are counted, so that the world knows when all is still.
 */
export interface Loop {
  now(): number
  /** Lets one turn pass: each waiting step of a database runs once. */
  turn(): Promise<void>
  turns(count: number): Promise<void>
  /** Lets turns pass until nothing moves any more without the network or the time. */
  idle(): Promise<void>
  /** Moves the time, and runs the timers that are due, in their order. */
  advance(ms: number): void
  setImmediate(task: (...args: unknown[]) => void, ...args: unknown[]): object
  setTimeout(task: (...args: unknown[]) => void, ms?: number, ...args: unknown[]): object
  clearTimeout(timer: unknown): void
}

interface Timer {
  at: number
  task: () => void
}

/** A loop on the real one's turns. */
export function createLoop(): Loop {
  const realImmediate = globalThis.setImmediate
  const timers = new Set<Timer>()
  let nowMs = START_MS
  let waiting = 0
  const turn = () => new Promise<void>((resolve) => realImmediate(() => resolve()))

  const loop: Loop = {
    now: () => nowMs,
    turn,
    turns: async (count) => {
      for (let i = 0; i < count; i++) await turn()
    },
    idle: async () => {
      // Twice still: what a step set off in the last turn has had its own turn, too.
      for (let still = 0; still < 2; still = waiting === 0 ? still + 1 : 0) await turn()
    },
    advance: (ms) => {
      const end = nowMs + ms
      for (let due = next(timers, end); due; due = next(timers, end)) {
        timers.delete(due)
        nowMs = Math.max(nowMs, due.at)
        due.task()
      }
      nowMs = end
    },
    setImmediate: (task, ...args) => {
      waiting += 1
      const run = () => {
        waiting -= 1
        task(...args)
      }
      return realImmediate(run)
    },
    setTimeout: (task, ms = 0, ...args) => {
      if (ms <= 0) return loop.setImmediate(task, ...args)
      const timer = { at: nowMs + ms, task: () => task(...args) }
      timers.add(timer)
      return timer
    },
    clearTimeout: (timer) => {
      timers.delete(timer as Timer) // anything else is in no set of ours
    },
  }
  return loop
}

function next(timers: Set<Timer>, end: number): Timer | undefined {
  let first: Timer | undefined
  for (const timer of timers) {
    if (timer.at <= end && (!first || timer.at < first.at)) first = timer
  }
  return first
}
