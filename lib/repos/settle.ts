import type { WriteChange } from '../buffer/change.ts'
import { rowsOf } from '../electric/mirror-database.ts'
import { notedEpoch } from '../flush/epoch.ts'
import { calmly } from '../kit/calmly.ts'
import { live } from '../kit/live.ts'
import { answeredRow, type Echo, echoOf } from '../overlay/settle.ts'
import type { SyncedTable } from '../schema/entities.ts'
import { keepForUndo } from './keep-for-undo.ts'
import type { OpenLibrary } from './library.ts'

type Stores = Pick<OpenLibrary, 'buffer' | 'mirror'>

/** Forgets each applied change as soon as the mirror shows its effect. Answers how to stop. */
export function keepSettled(library: Stores): () => void {
  const stopping = new AbortController()
  const look = calmly(() => settle(library), stopping.signal)
  // What is read here says only that something has moved; looking closer is done in peace.
  const stopWatching = live(() => signs(library), look)
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
 * database than the server's, and noted after that was heard, is sent again.
 */
export async function settle(library: Stores): Promise<void> {
  const { buffer } = library
  if ((await buffer.size({ status: 'applied' })) === 0) return
  const applied = await buffer.applied()
  // Read after the changes: none is of a later database than this one.
  const epoch = await notedEpoch(buffer)
  const lost = ({ receipt }: WriteChange) => receipt !== undefined && receipt.epoch !== epoch
  if (epoch !== undefined && applied.some(lost)) return buffer.reopenApplied(epoch)
  const byTable = Map.groupBy(applied, ({ table }) => table)
  const echoes = await Promise.all(
    [...byTable].map(([table, changes]) => echoesIn(library, table, changes)),
  )
  const places = echoes.flat().map(({ seq }) => seq)
  if (places.length === 0) return
  const forced = echoes.flat().filter(({ echo }) => echo === 'forced').length
  if (forced > 0) await countForced(library, forced)
  const shown = new Set(places)
  for (const [table, changes] of byTable) {
    await keepForUndo(
      library,
      table,
      changes.filter(({ seq }) => shown.has(seq)),
    )
  }
  await buffer.prune(places)
}

async function echoesIn(
  { mirror }: Stores,
  table: SyncedTable,
  applied: readonly WriteChange[],
): Promise<{ seq: number; echo: Echo }[]> {
  const mirrored = rowsOf(mirror, table)
  // At one moment: between the two, the table of one database may take the place of another's.
  const [rows, position] = await mirror.transaction('r', mirrored, mirror.shapes, () =>
    Promise.all([mirrored.bulkGet(applied.map(answeredRow)), mirror.shapes.get(table)]),
  )
  const revs = new Map(rows.flatMap((row) => (row ? [[row.id, row.rev]] : [])))
  const { lsn = null, upToDateAt, epoch } = position ?? {}
  const seen = { revOf: (id: string) => revs.get(id), lsn, upToDateAt, epoch }
  return applied.flatMap((change) => {
    const echo = echoOf(change, seen)
    return echo === null ? [] : [{ seq: change.seq, echo }]
  })
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
