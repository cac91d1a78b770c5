import { startPostgres } from '../embedded/postgres.ts'
import { createLog } from '../log.ts'
import { createFolder } from './folder.ts'

/** A test database may be lost with the machine; that makes it fast. */
const FLEETING = { fsync: 'off', full_page_writes: 'off' }

const ROOMY = {
  max_connections: '300',
  max_wal_senders: '60',
  max_replication_slots: '60',
}

export interface TestPostgres {
  /** A superuser's address. */
  url: string
  /** Ends it and removes all that it held. */
  stop(): Promise<void>
}

/**
 * Starts a real Postgres of its own for tests and measurements, in a folder that goes with it. A
 * durable one writes to the disk at each commit, as the product's does.
 */
export async function startTestPostgres({ durable = false } = {}): Promise<TestPostgres> {
  const folder = await createFolder()
  const log = createLog('silent')
  const settings = durable ? ROOMY : { ...ROOMY, ...FLEETING }
  const postgres = await startPostgres({ dataDir: folder.path, log, settings })
  return {
    url: postgres.url,
    stop: async () => {
      await postgres.stop()
      await folder.remove()
    },
  }
}
