import * as z from 'zod/mini'

/**
 * A hybrid logical clock: 12 hex digits of milliseconds since the epoch, 4 of a counter. It is
 * compared as text, never made a number.
 */
export const hlc = z.string().check(z.regex(/^[0-9a-f]{16}$/))

const COUNTER_MAX = 0xffff

/** The clock of a moment, in milliseconds since the epoch. */
export function hlcAt(timeMs: number, counter = 0): string {
  return hex(Math.max(0, Math.floor(timeMs)), 12) + hex(counter, 4)
}

/** The milliseconds of a clock. */
export function hlcTimeMs(clock: string): number {
  return Number.parseInt(clock.slice(0, 12), 16)
}

/** The smallest clock above `last` that is not behind `nowMs`. */
export function tick(last: string, nowMs: number): string {
  const now = hlcAt(nowMs)
  if (now > last) return now
  const counter = Number.parseInt(last.slice(12), 16)
  return counter < COUNTER_MAX ? hlcAt(hlcTimeMs(last), counter + 1) : hlcAt(hlcTimeMs(last) + 1)
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}
