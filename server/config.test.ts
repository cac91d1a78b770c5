import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { readConfig } from './config.ts'

const POSTGRES = { DATABASE_URL: 'postgres://u:secret@db:5432/x' }

it('needs nothing set: everything is on this machine', () => {
  expect(readConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    storage: { kind: 'embedded', dataDir: resolve('.data') },
    streaming: { kind: 'engine' },
    logLevel: 'info',
    rates: { requestsPerSecond: 200, changesPerSecond: 5000 },
  })
})

it('takes an empty variable for one that is not set', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toEqual(readConfig({}))
})

it('chooses the production parts by their addresses', () => {
  const electric = { ELECTRIC_URL: 'http://electric:3000', ELECTRIC_SECRET: 's' }
  expect(readConfig({ ...POSTGRES, ...electric })).toMatchObject({
    storage: { kind: 'external', url: POSTGRES.DATABASE_URL },
    streaming: { kind: 'electric', url: 'http://electric:3000', secret: 's' },
  })
  expect(readConfig(POSTGRES).streaming).toEqual({ kind: 'engine' })
})

it.each([
  [{ PORT: 'abc' }, 'PORT must be a whole number from 0 to 65535.'],
  [{ PORT: '70000' }, 'PORT must be a whole number from 0 to 65535.'],
  [{ PORT: '80.5' }, 'PORT must be a whole number from 0 to 65535.'],
  [{ HOST: 'http://x' }, 'HOST must be a name or address of this machine, like 127.0.0.1.'],
  [
    { LOG_LEVEL: 'loud' },
    'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent.',
  ],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must be like postgres://user@host:5432/name.'],
  [{ ...POSTGRES, ELECTRIC_URL: 'electric' }, 'ELECTRIC_URL must be like http://electric:3000.'],
  [
    { ELECTRIC_URL: 'http://e', ELECTRIC_SECRET: 's' },
    'ELECTRIC_URL needs DATABASE_URL: the Postgres that Electric reads from.',
  ],
  [
    { ...POSTGRES, ELECTRIC_URL: 'http://e' },
    'ELECTRIC_URL needs ELECTRIC_SECRET: the one Electric was started with.',
  ],
  [{ ELECTRIC_SECRET: 's' }, 'ELECTRIC_SECRET needs ELECTRIC_URL: the Electric that it is for.'],
  [{ REQUESTS_PER_SECOND: '0' }, 'REQUESTS_PER_SECOND must be a whole number from 1 to 1000000.'],
])('says of %j in one sentence what it takes', (variables, sentence) => {
  expect(() => readConfig(variables)).toThrow(sentence)
})
