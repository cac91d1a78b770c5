import type { Client } from 'pg'
import { quoteName } from '../protocol/names.ts'
import { type Lsn, parseLsn } from './lsn.ts'
import { decodeWal, type WalMessage } from './pgoutput.ts'

interface StreamOptions {
  publication: string
  /** Called before the stream starts: it brings what is committed after this place. */
  slotMade(lsn: Lsn): void
  /** Called where a message can't be read. */
  broken(error: unknown): void
}

/**
 * Makes a slot that lives as long as its connection, so that no WAL is kept for an engine that is
 * gone, and streams from it. Values stay text, which the library's own plugin would parse.
 */
export class StreamPlugin {
  readonly options: StreamOptions
  #client: Client | undefined

  constructor(options: StreamOptions) {
    this.options = options
  }

  get name(): string {
    return 'pgoutput'
  }

  /** The socket of the stream, to pause it and to break it. */
  get socket() {
    return this.#client?.connection.stream
  }

  parse(message: Buffer): WalMessage {
    try {
      return decodeWal(message)
    } catch (error) {
      this.options.broken(error)
      return { kind: 'other' }
    }
  }

  async start(client: Client, slot: string): Promise<unknown> {
    this.#client = client
    const name = quoteName(slot)
    const made = await client.query<{ consistent_point: string }>(
      `CREATE_REPLICATION_SLOT ${name} TEMPORARY LOGICAL pgoutput NOEXPORT_SNAPSHOT`,
    )
    this.options.slotMade(parseLsn(made.rows[0]?.consistent_point ?? '0/0'))
    const publications = quoteName(this.options.publication).replaceAll("'", "''")
    return client.query(
      `START_REPLICATION SLOT ${name} LOGICAL 0/0 (proto_version '1', publication_names '${publications}')`,
    )
  }
}
