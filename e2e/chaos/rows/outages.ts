import pg from 'pg'
import { delay } from '../../../lib/kit/delay.ts'
import type { Backend } from '../backend.ts'
import type { Disk } from '../browser/disk.ts'

/** How Postgres may fail a server, each for so many ms, and well again at its end. */
export type Outage = (backend: Backend, ms: number) => Promise<void>

export const killed: Outage = async ({ postgres }, ms) => {
  await postgres.kill()
  await delay(ms)
  await postgres.start()
}

export const restarted: Outage = async ({ postgres }, ms) => {
  await postgres.stop()
  await delay(ms)
  await postgres.start()
}

/** The stream of changes loses its replication slot. */
export const slotDropped: Outage = async ({ query }, ms) => {
  await query('SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active')
  await delay(ms)
}

/** Somebody holds a lock that every write needs, until all connections of the pool wait for it. */
export const poolExhausted: Outage = async ({ postgres }, ms) => {
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  await client.query('BEGIN; LOCK TABLE write_log IN ACCESS EXCLUSIVE MODE')
  await delay(ms)
  await client.query('ROLLBACK')
  await client.end()
}

/** The file system under Postgres, which is its own, has no byte left. */
export function diskFull({ fill }: Disk): Outage {
  return async ({ postgres }, ms) => {
    const makeRoom = await fill()
    await delay(ms)
    await makeRoom()
    await postgres.startIfEnded()
  }
}
