import { execFile } from 'node:child_process'
import { rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { delay } from '../../../lib/kit/delay.ts'
import type { Backend } from '../backend.ts'

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

/** Fills the file system under `dir`, which is Postgres' own, to the last byte. */
export function diskFull(dir: string): Outage {
  return async ({ postgres }, ms) => {
    const filler = join(dir, 'filler')
    const { bavail, bsize } = await statfs(dir)
    // the last blocks go one by one
    await writeFile(filler, Buffer.alloc(Number(bavail * bsize))).catch(() => {})
    await promisify(execFile)('sh', ['-c', `cat /dev/zero >> ${filler}`]).catch(() => {})
    await delay(ms)
    await rm(filler, { force: true })
    await postgres.startIfEnded()
  }
}
