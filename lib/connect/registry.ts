import { Dexie, type EntityTable } from 'dexie'
import { StorageFullError } from '../buffer/storage-errors.ts'
import { live } from '../kit/live.ts'
import { FLOOR_BYTES, ROOM, type Room } from '../kit/room.ts'

/** What a library is bound to: a server, the account there, and this device's token. */
export interface Binding {
  /** The server's address, without a path. */
  server: string
  owner: { id: string; name: string }
  token: string
}

/** One library in this browser. The first has the plain database names, further ones a suffix. */
export interface Library {
  libraryId: string
  clientId: string
  suffix: string
  binding?: Binding
}

interface RegistryDatabase extends Dexie {
  libraries: EntityTable<Library, 'libraryId'>
  meta: EntityTable<{ key: string; value: string }, 'key'>
}

const CURRENT = 'current'

/** Which libraries there are; in the extension's own origin, where no content script can read it. */
export class Registry {
  readonly #db: RegistryDatabase
  readonly #room: Room

  constructor(name = 'DeepRecallRegistry', room = ROOM) {
    this.#room = room
    this.#db = new Dexie(name) as RegistryDatabase // the stores are declared in the next line
    this.#db.version(1).stores({ libraries: 'libraryId', meta: 'key' })
  }

  /** The library in use; made at the first call, once, whoever calls first. */
  current(): Promise<Library> {
    const { libraries, meta } = this.#db
    return this.#db.transaction('rw', libraries, meta, async () => {
      const known = await this.#read()
      if (known) return known
      const made = { libraryId: crypto.randomUUID(), clientId: crypto.randomUUID(), suffix: '' }
      await libraries.add(made)
      await meta.put({ key: CURRENT, value: made.libraryId })
      return made
    })
  }

  /** Calls back with the library in use, now and whenever it changes, in any context. Answers how to stop. */
  watch(callback: (library: Library) => void): () => void {
    return live(
      () => this.#read(),
      (library) => (library ? callback(library) : void this.current()),
    )
  }

  /** Whether anything may be written: not on a full disk. */
  writable(): Promise<boolean> {
    return this.#room.has(FLOOR_BYTES)
  }

  /**
   * Binds the library to a server, or gives it a new token there. Nothing else changes: the queue then
   * drains by itself. False, and nothing changes, where it is bound to another account. Throws
   * StorageFullError where the disk is so full that nothing may be written.
   */
  async bind(libraryId: string, binding: Binding): Promise<boolean> {
    const { libraries } = this.#db
    if (!(await this.writable())) throw new StorageFullError()
    return this.#db.transaction('rw', libraries, async () => {
      const known = await libraries.get(libraryId)
      if (!known || (known.binding && known.binding.owner.id !== binding.owner.id)) return false
      await libraries.put({ ...known, binding })
      return true
    })
  }

  /** The token of a library, or null where it is bound to no server. */
  async token(libraryId: string): Promise<string | null> {
    return (await this.#db.libraries.get(libraryId))?.binding?.token ?? null
  }

  async #read(): Promise<Library | undefined> {
    const id = (await this.#db.meta.get(CURRENT))?.value
    return id === undefined ? undefined : this.#db.libraries.get(id)
  }

  close(): void {
    this.#db.close()
  }
}
