import { lead } from '../electric/lead.ts'
import { rowsOf } from '../electric/mirror-database.ts'
import { initFlushWorker } from '../flush/worker.ts'
import { openLibrary } from '../repos/library.ts'
import { keepSettled } from '../repos/settle.ts'
import { type SyncedTable, syncedTables } from '../schema/entities.ts'
import { openFreshLibrary } from './library.ts'
import type { LiveServer } from './live-server.ts'

/** One of a person's devices: it mirrors the live server, and sends only when it is told to. */
export function openDevice({ binding, fetch }: LiveServer) {
  const { server: url, token } = binding
  const open = openFreshLibrary(binding)
  const { mirror, buffer } = open
  const worker = initFlushWorker({ apiBase: url, token, buffer, fetch })
  const options = { url, token: async () => token, fetch }
  const stops = [lead(mirror, syncedTables, options), keepSettled(open)]
  return {
    /** Hooks and verbs work on this device from now on. */
    use: () => void openLibrary(open.about),
    send: () => worker.flush(),
    /** Every change that waits for the server or for its echo. */
    waiting: () => buffer.getAll(),
    /** A row as the mirror has it. */
    row: (table: SyncedTable, id: string) => rowsOf(mirror, table).get(id),
    close: () => {
      worker.stop()
      for (const stop of stops) stop()
    },
  }
}

export type Device = ReturnType<typeof openDevice>
