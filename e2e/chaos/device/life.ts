import type { Binding } from '../../../lib/connect/registry.ts'
import { lead } from '../../../lib/electric/lead.ts'
import { type FlushWorker, initFlushWorker } from '../../../lib/flush/worker.ts'
import { live } from '../../../lib/kit/live.ts'
import { type OpenLibrary, openLibrary } from '../../../lib/repos/library.ts'
import { keepSettled } from '../../../lib/repos/settle.ts'
import { syncedTables } from '../../../lib/schema/entities.ts'

export interface Place {
  binding: Binding
  /** Where it writes to and reads from: two addresses, so that each can be harmed alone. */
  writes: string
  shapes: string
}

/** Everything that runs between two crashes of a device: queue, worker, mirror, as in the extension. */
export interface Life {
  library: OpenLibrary
  worker: FlushWorker
  /** Ends all of it in the middle of whatever it does; what is not on disk is lost. */
  crash(): void
}

/** Opens this process' one library. The token is asked for each time, as it may change. */
export function startLife(clientId: string, { binding, writes, shapes }: Place): Life {
  const dying = new AbortController()
  const mortalFetch: typeof fetch = (input, init) => {
    const signals = init?.signal ? [init.signal, dying.signal] : [dying.signal]
    return fetch(input, { ...init, signal: AbortSignal.any(signals) })
  }
  const token = async () => binding.token
  const wire = { token, fetch: mortalFetch }
  // A new id makes new handles on the same databases: those of the last life are closed.
  const about = { libraryId: crypto.randomUUID(), clientId, suffix: '', binding }
  const library = openLibrary(about, () => void worker.flush().catch(ended))
  const worker = initFlushWorker({ ...wire, apiBase: writes, buffer: library.buffer })
  const stops = [
    lead(library.mirror, syncedTables, { ...wire, url: shapes }),
    keepSettled(library),
    flushOnceSynced(library, worker),
  ]
  worker.start(5_000)
  return {
    library,
    worker,
    crash: () => {
      library.buffer.db.close()
      library.mirror.close()
      dying.abort()
      worker.stop()
      for (const stop of stops) stop()
    },
  }
}

/** As the panel does it: the stream is back, so the server is. */
function flushOnceSynced({ mirror }: OpenLibrary, worker: FlushWorker): () => void {
  return live(
    async () => (await mirror.shapes.get('works'))?.status,
    (status) => {
      if (status === 'synced') void worker.flush().catch(ended)
    },
  )
}

/** What a crash ends in the middle can't end well. */
function ended(): void {}
