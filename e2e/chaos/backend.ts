import pg from 'pg'
import { addDevice } from '../../server/auth/devices.ts'
import { ME, ownerNamed } from '../../server/auth/owner-named.ts'
import { type CommitTrap, commitTrap } from './backend/commits.ts'
import { type ChaosPostgres, startChaosPostgres } from './backend/postgres.ts'
import { type ChaosServer, startChaosServer } from './backend/server.ts'
import { startFront } from './proxy/front.ts'

/** A real server on a real Postgres, each in processes of its own, to be killed at will. */
export interface Backend {
  postgres: ChaosPostgres
  server: ChaosServer
  /** What the server tells Postgres passes here. */
  commits: CommitTrap
  /** Asks Postgres past the server. */
  query<T extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<T[]>
  /** A new device's binding for the owner of that name, at the address that it is to use. */
  binding(server: string, name?: string): Promise<Binding>
  close(): Promise<void>
}

export interface Binding {
  server: string
  owner: { id: string; name: string }
  token: string
}

export async function startBackend(options: { dataDir?: string } = {}): Promise<Backend> {
  const postgres = await startChaosPostgres(options.dataDir)
  const commits = commitTrap()
  const front = await startFront(postgres.port, commits.makeTap)
  const watched = new URL(postgres.url)
  watched.port = String(front.port)
  const server = await startChaosServer(watched.href)
  // Postgres is killed on purpose here; the next query says so itself
  const pool = new pg.Pool({ connectionString: postgres.url, max: 4 }).on('error', () => {})
  return {
    postgres,
    server,
    commits,
    query: async <T extends pg.QueryResultRow>(sql: string, values?: unknown[]) =>
      (await pool.query<T>(sql, values)).rows,
    binding: async (address, name = ME) => {
      const owner = await ownerNamed(pool, name)
      return { server: address, owner, token: await addDevice(pool, owner.id, 'chaos') }
    },
    close: async () => {
      await server.end('SIGKILL')
      await pool.end()
      await front.close()
      await postgres.discard()
    },
  }
}
