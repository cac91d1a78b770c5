import { notedEpoch } from '../flush/epoch.ts'
import { calmly } from '../kit/calmly.ts'
import { liveCalmly } from '../kit/live.ts'
import { FLOOR_BYTES } from '../kit/room.ts'
import { lookFrom, type Shown } from './echoes.ts'
import { keepForUndo } from './keep-for-undo.ts'
import type { OpenLibrary } from './library.ts'

type Stores = Pick<OpenLibrary, 'buffer' | 'mirror'>

/**
 * What a look has found nothing more to do in: the batches up to a number, beside this state of the
 * mirror and this database of the server's. While both stay, only later batches can have an echo.
 */
interface Looked {
  beside: string
  upTo: number
}

const NOTHING_YET: Looked = { beside: '', upTo: 0 }

/** While much happens, it is enough to hear of it so often, in milliseconds. */
const SIGNS_REST_MS = 250

/** Forgets each applied change as soon as the mirror shows its effect. Answers how to stop. */
export function keepSettled(library: Stores): () => void {
  const stopping = new AbortController()
  let looked = NOTHING_YET
  const look = calmly(async () => {
    looked = await settle(library, looked)
  }, stopping.signal)
  // What is read here says only that something has moved; looking closer is done in peace.
  const stopWatching = liveCalmly(() => signs(library), look, SIGNS_REST_MS)
  return () => {
    stopping.abort()
    stopWatching()
  }
}

async function signs({ buffer, mirror }: Stores): Promise<void> {
  await Promise.all([buffer.size({ status: 'applied' }), mirror.shapes.toArray()])
}

/**
 * Forgets the applied changes whose effect the mirror shows by now. One that was answered for by another
 * database than the server's, and noted after that was heard, is sent again. Answers what has been
 * looked at, for the next look to begin there.
 */
export async function settle(library: Stores, looked = NOTHING_YET): Promise<Looked> {
  const { buffer, mirror } = library
  if ((await buffer.size({ status: 'applied' })) === 0) return looked
  // On a full disk nothing is written, not even to forget.
  if (!(await buffer.db.room.has(FLOOR_BYTES))) return looked
  const [shapes, before] = [await mirror.shapes.toArray(), await notedEpoch(buffer)]
  const beside = JSON.stringify([before, shapes])
  const from = beside === looked.beside ? looked.upTo : 0
  const found = await lookFrom(library, from, new Map(shapes.map((one) => [one.table, one])))
  if (found.lost !== undefined) {
    await buffer.reopenApplied(found.lost)
    return NOTHING_YET
  }
  await forget(library, found.shown)
  return { beside, upTo: found.upTo }
}

async function forget(library: Stores, shown: readonly Shown[]): Promise<void> {
  if (shown.length === 0) return
  const forced = shown.filter(({ echo }) => echo === 'forced').length
  if (forced > 0) await countForced(library, forced)
  const inOrder = shown.toSorted((a, b) => a.change.seq - b.change.seq)
  for (const [table, those] of Map.groupBy(inOrder, ({ change }) => change.table)) {
    await keepForUndo(library, table, those)
  }
  await library.buffer.prune(inOrder.map(({ change }) => change.seq))
}

const OVERLAY_FORCED = 'overlayForced'

/** How many were taken for shown only because it was time: 0 where all is well (docs/troubleshooting.md). */
export async function overlayForced({ buffer }: Pick<OpenLibrary, 'buffer'>): Promise<number> {
  return Number((await buffer.db.meta.get(OVERLAY_FORCED))?.value ?? 0)
}

async function countForced({ buffer }: Stores, count: number): Promise<void> {
  const value = (await overlayForced({ buffer })) + count
  await buffer.db.meta.put({ key: OVERLAY_FORCED, value })
}
