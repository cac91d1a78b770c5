import type { TestProject } from 'vitest/node'
import { startPostgres } from '../embedded/postgres.ts'
import { createLog } from '../log.ts'
import { createFolder } from './folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser's address of the one Postgres that all server tests share. */
    postgresUrl: string
  }
}

/** A test database may be lost with the machine; that makes it fast. */
const SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  max_wal_senders: '60',
  max_replication_slots: '60',
}

/** Vitest's globalSetup of the server tests: one real Postgres for all of them. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await createFolder()
  const postgres = await startPostgres({
    dataDir: folder.path,
    log: createLog('silent'),
    settings: SETTINGS,
  })
  project.provide('postgresUrl', postgres.url)
  return async () => {
    await postgres.stop()
    await folder.remove()
  }
}
