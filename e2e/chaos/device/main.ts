import 'fake-indexeddb/auto'
import { rowsOf } from '../../../lib/electric/mirror-database.ts'
import { delay } from '../../../lib/kit/delay.ts'
import { type Life, type Place, startLife } from './life.ts'
import type { DeviceAsk, DeviceProtocol, Envelope, Reply } from './protocol.ts'
import { reportOn } from './report.ts'
import { createWriter, type Rival } from './writer.ts'

// A device in a process of its own: the library as the extension has it, and somebody who writes.

// What a crash ends in the middle says so, as it should; what is wrong about it the oracle says.
console.error = () => {}
console.warn = () => {}

const clientId = crypto.randomUUID()
const writer = createWriter(clientId.slice(0, 4))
let place: Place | null = null
let life: Life | null = null
let rivals = false
let loading = new AbortController()

type Handlers = {
  [N in DeviceAsk]: (ask: DeviceProtocol[N]['ask']) => Promise<DeviceProtocol[N]['answer']>
}

const handlers: Handlers = {
  open: async ({ rivals: wanted, ...where }) => {
    rivals = wanted
    place = where
    return begin()
  },
  write: async ({ count }) => {
    for (let i = 0; i < count; i++) await writer.write(anyRival)
    return null
  },
  load: async ({ perSecond }) => {
    loading.abort()
    loading = new AbortController()
    if (perSecond > 0) void load(1000 / perSecond, loading.signal)
    return null
  },
  crash: async () => {
    now().crash()
    return begin()
  },
  signIn: async ({ token }) => {
    if (place) Object.assign(place.binding, { token })
    return null
  },
  nudge: async () => {
    await now().worker.flush()
    return null
  },
  report: () => reportOn(now().library, writer),
}

function begin(): null {
  if (!place) throw new Error('Open the device first')
  life = startLife(clientId, place)
  return null
}

function now(): Life {
  if (!life) throw new Error('Open the device first')
  return life
}

async function load(everyMs: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const startedMs = performance.now()
    // A crash in the middle of a write is a write that nobody was promised.
    await writer.write(anyRival).catch(() => {})
    await delay(Math.max(0, everyMs - (performance.now() - startedMs)), signal)
  }
}

/** A random work out of the mirror. */
async function anyRival(): Promise<Rival | undefined> {
  if (!rivals) return undefined
  const rows = rowsOf(now().library.mirror, 'works')
  const at = Math.floor(Math.random() * (await rows.count()))
  const row = await rows.offset(at).first()
  return row && { id: row.id, favorite: row.favorite === true }
}

async function answer({ n, name, ask }: Envelope): Promise<Reply> {
  try {
    const handler = handlers[name] as (ask: unknown) => Promise<unknown> // paired with its ask by name
    return { n, answer: await handler(ask) }
  } catch (error) {
    return { n, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
  }
}

process.on(
  'message',
  (asked: Envelope) => void answer(asked).then((reply) => process.send?.(reply)),
)
process.once('disconnect', () => process.exit())
