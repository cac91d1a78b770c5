import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

/** A log of events with fields, as JSON lines; never tokens, titles or addresses of works. */
export function createLog(level: string, stream?: DestinationStream): Log {
  const options = { level, base: null, redact: ['token', 'code', 'password', '*.authorization'] }
  return stream === undefined ? pino(options) : pino(options, stream)
}
