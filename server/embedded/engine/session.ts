import type { ClientConfig } from 'pg'

/** Rows must be printed alike in snapshots and in the stream, and as Electric prints them. */
const SETTINGS = {
  bytea_output: 'hex',
  DateStyle: 'ISO,DMY',
  TimeZone: 'UTC',
  extra_float_digits: '1',
  IntervalStyle: 'iso_8601',
  // Building JSON row by row looks expensive enough to compile, and never is.
  jit: 'off',
}

/** How the engine connects: to the database it was given, with the settings above on every session. */
export function sessionConfig(databaseUrl: string): ClientConfig {
  const url = new URL(databaseUrl)
  const given = url.searchParams.get('options')
  const ours = Object.entries(SETTINGS).map(([name, value]) => `-c ${name}=${value}`)
  url.searchParams.delete('options')
  return {
    connectionString: url.href,
    options: [...(given ? [given] : []), ...ours].join(' '),
    application_name: 'deeprecall shapes',
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
  }
}
