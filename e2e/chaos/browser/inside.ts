import type { Account } from '../../../lib/buffer/account.ts'
import { WriteBuffer } from '../../../lib/buffer/write-buffer.ts'
import { type Binding, Registry } from '../../../lib/connect/registry.ts'
import { type FlushWorker, initFlushWorker } from '../../../lib/flush/worker.ts'
import { type OpenLibrary, openLibrary } from '../../../lib/repos/library.ts'
import { createWork } from '../../../lib/repos/works.ts'
import type { DeviceReport } from '../device/protocol.ts'
import { reportOn } from '../device/report.ts'
import { countQueue, makeFirstQueue, openFirst } from './first-queue.ts'
import { hold } from './hold.ts'
import { keepRelaxed, keptRelaxed } from './relaxed.ts'

// Runs inside a page of the extension, beside the page's own code: the same queue, from the same modules.

/** What a test may ask such a page for. */
const inside = {
  /** Binds the library to a server, as connecting does, and opens it. */
  open: async (binding: Binding | null): Promise<void> => {
    const { libraryId } = await registry.current()
    if (binding) await registry.bind(libraryId, binding)
    opened = openLibrary(await registry.current(), () => void inside.flush())
  },
  /** Binds the library once more; false where it belongs to another account. */
  bind: async (binding: Binding): Promise<boolean> =>
    registry.bind(library().about.libraryId, binding),
  /** Saves works, one after the other; answers their ids when all are on the disk. */
  create: async (titles: string[]): Promise<string[]> => {
    const ids: string[] = []
    for (const title of titles) ids.push((await createWork({ title })).id)
    return ids
  },
  /** Saves works until it is told to stop, and says of each when it is on the disk. */
  keepCreating: async (prefix: string): Promise<void> => {
    creating = true
    for (let n = 0; creating; n++) {
      const title = `${prefix} ${n}`
      const { id } = await createWork({ title })
      await (globalThis as unknown as Told).told(id, title) // exposed by Playwright
    }
  },
  stopCreating: (): void => {
    creating = false
  },
  keepRelaxed,
  keptRelaxed,
  /** Lets the background change a title; false where the caller learns that it failed. */
  retitle: (about: { id: string; title: string }): Promise<boolean> =>
    tell('updateWork', { id: about.id, patch: { title: about.title } }),
  /** What a panel says when the server is back. */
  flush: (): Promise<boolean> => tell('flush', {}),
  report: (): Promise<DeviceReport> => reportOn(library(), { promised: () => [] }),
  /** How each change stands that the queue has. */
  statuses: async (): Promise<{ id: string; row: string; status: string }[]> => {
    const changes = await library().buffer.getAll()
    return changes.map(({ id, payload, status }) => ({ id, row: String(payload.id), status }))
  },
  /** Occupies a store, so that whoever wants to write to it waits; until `letGo`. */
  occupy: async ({ database, store }: { database: string; store: string }): Promise<void> => {
    release = await hold(database, store)
  },
  letGo: (): void => release(),
  /** A queue of the first version's making, beside the library's own; something of the first version has it open. */
  makeFirst: async ({
    suffix,
    titles,
  }: {
    suffix: string
    titles: string[]
  }): Promise<string[]> => {
    const works = titles.map((title) => ({ id: crypto.randomUUID(), title }))
    await makeFirstQueue(nameOf(suffix), crypto.randomUUID(), works)
    await openFirst(nameOf(suffix))
    return works.map(({ id }) => id)
  },
  countQueue: (suffix: string) => countQueue(nameOf(suffix)),
  /** Opens such a queue with today's code, which upgrades it; answers its books. */
  upgrade: (suffix: string): Promise<Account> => new WriteBuffer({ suffix }).account(),
  /** Sends all of such a queue to the library's server, and answers its books. */
  drainQueue: async (suffix: string): Promise<Account> => {
    const buffer = new WriteBuffer({ suffix })
    await startWorkerOn(buffer).flush()
    return buffer.account()
  },
  /** Flushes from this page too, with the library's own worker code. */
  startWorker: async (everyMs: number): Promise<void> => {
    startWorkerOn(library().buffer).start(everyMs)
  },
}

export type Inside = typeof inside

interface Told {
  told(id: string, title: string): Promise<void>
}

const registry = new Registry()
let opened: OpenLibrary | null = null
let release = () => {}
let creating = false

function library(): OpenLibrary {
  if (!opened) throw new Error('Open the library first')
  return opened
}

function startWorkerOn(buffer: WriteBuffer): FlushWorker {
  const { libraryId, binding } = library().about
  if (!binding) throw new Error('Bind the library first')
  const token = () => registry.token(libraryId)
  return initFlushWorker({ apiBase: binding.server, buffer, token })
}

function nameOf(suffix: string): string {
  return `DeepRecallWriteBuffer${suffix}`
}

/** Asks the background; whether it answered, and well. */
async function tell(name: string, ask: unknown): Promise<boolean> {
  try {
    const { ok } = await chrome.runtime.sendMessage({ name, ask })
    return ok === true
  } catch {
    // the background ended before it answered
    return false
  }
}

declare const chrome: { runtime: { sendMessage(message: unknown): Promise<{ ok?: boolean }> } }

Object.assign(globalThis, { chaos: inside })
