import { type SyncedTable, syncedTables } from '../schema/entities.ts'
import { lead } from './lead.ts'
import { type MirrorDatabase, openMirror } from './mirror-database.ts'

/** Raised when something reads a shape before `initElectric` has named the endpoint. */
export class ElectricNotInitializedError extends Error {
  override readonly name = 'ElectricNotInitializedError'
  constructor() {
    super('call initElectric({url, token}) before reading a shape')
  }
}

export interface ElectricOptions {
  /** The server's address, without a path. */
  url: string
  token: string | (() => Promise<string | null>)
  /** The mirror to keep live; the first library's by default. */
  mirror?: MirrorDatabase
  tables?: readonly SyncedTable[]
  fetch?: typeof fetch
  /** Called with the server's epoch before a table that was loaded anew takes the place of what is shown. */
  onReload?: (epoch: string) => Promise<void>
}

let current: { mirror: MirrorDatabase; stop: () => void } | null = null

/** Names the shape endpoint and keeps the mirror live from it; once per page. Answers how to stop. */
export function initElectric({
  url,
  token,
  mirror = openMirror(),
  tables = syncedTables,
  ...options
}: ElectricOptions): () => void {
  current?.stop()
  const tokenOf = typeof token === 'function' ? token : async () => token
  const stop = lead(mirror, tables, { url, token: tokenOf, ...options })
  const mine = { mirror, stop }
  current = mine
  return () => {
    stop()
    if (current === mine) current = null
  }
}

/** The mirror that `initElectric` named. Throws ElectricNotInitializedError before that. */
export function currentMirror(): MirrorDatabase {
  if (!current) throw new ElectricNotInitializedError()
  return current.mirror
}
