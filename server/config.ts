import { resolve } from 'node:path'
import { z } from 'zod'
import { CannotStart } from './cannot-start.ts'
import { DEFAULT_RATES, type Rates } from './http/rate-limit.ts'

/** Where the rows are: in the Postgres that npm brought, or in one that runs by itself. */
export type Storage = { kind: 'embedded'; dataDir: string } | { kind: 'external'; url: string }

/** Who streams the shapes: our engine in this process, or a real Electric. */
export type Streaming = { kind: 'engine' } | { kind: 'electric'; url: string; secret: string }

export interface Config {
  host: string
  /** 0 is any free port. */
  port: number
  storage: Storage
  streaming: Streaming
  logLevel: string
  rates: Partial<Rates>
  trustProxy: string | undefined
}

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const environment = z.object({
  HOST: text(/^[\w.:-]+$/, 'a name or address of this machine, like 127.0.0.1').default(
    '127.0.0.1',
  ),
  PORT: number(0, 65_535).default(3000),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: text(/^postgres(ql)?:\/\/./, 'like postgres://user@host:5432/name').optional(),
  ELECTRIC_URL: text(/^https?:\/\/./, 'like http://electric:3000').optional(),
  ELECTRIC_SECRET: z.string().optional(),
  LOG_LEVEL: z.enum(LEVELS, `must be one of ${LEVELS.join(', ')}`).default('info'),
  REQUESTS_PER_SECOND: number(1, 1_000_000).default(DEFAULT_RATES.requestsPerSecond),
  CHANGES_PER_SECOND: number(1, 1_000_000).default(DEFAULT_RATES.changesPerSecond),
  TRUST_PROXY: z.string().optional(),
})

type Environment = z.infer<typeof environment>

/** Reads the environment; what is wrong in it is a `CannotStart` that names the variable. */
export function readConfig(variables: Record<string, string | undefined>): Config {
  const set = Object.entries(variables).filter(([, value]) => value !== undefined && value !== '')
  const parsed = environment.safeParse(Object.fromEntries(set))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new CannotStart(`${issue?.path.join('.')} ${issue?.message}.`)
  }
  const found = parsed.data
  return {
    host: found.HOST,
    port: found.PORT,
    storage: storageOf(found),
    streaming: streamingOf(found),
    logLevel: found.LOG_LEVEL,
    rates: {
      requestsPerSecond: found.REQUESTS_PER_SECOND,
      changesPerSecond: found.CHANGES_PER_SECOND,
    },
    trustProxy: found.TRUST_PROXY,
  }
}

function storageOf({ DATABASE_URL, DATA_DIR }: Environment): Storage {
  if (DATABASE_URL !== undefined) return { kind: 'external', url: DATABASE_URL }
  return { kind: 'embedded', dataDir: resolve(DATA_DIR) }
}

function streamingOf({ DATABASE_URL, ELECTRIC_URL, ELECTRIC_SECRET }: Environment): Streaming {
  if (ELECTRIC_URL === undefined) {
    if (ELECTRIC_SECRET === undefined) return { kind: 'engine' }
    throw new CannotStart('ELECTRIC_SECRET needs ELECTRIC_URL: the Electric that it is for.')
  }
  if (DATABASE_URL === undefined) {
    throw new CannotStart('ELECTRIC_URL needs DATABASE_URL: the Postgres that Electric reads from.')
  }
  if (ELECTRIC_SECRET === undefined) {
    throw new CannotStart('ELECTRIC_URL needs ELECTRIC_SECRET: the one Electric was started with.')
  }
  return { kind: 'electric', url: ELECTRIC_URL, secret: ELECTRIC_SECRET }
}

function text(pattern: RegExp, wanted: string) {
  return z.string().regex(pattern, `must be ${wanted}`)
}

function number(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`
  const inRange = (value: number) => value >= min && value <= max
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine(inRange, message)
}
