import type { WriteChange } from '../buffer/change.ts'
import { batchesAfter } from '../buffer/reading.ts'
import { rowsOf, type ShapePosition } from '../electric/mirror-database.ts'
import { notedEpoch } from '../flush/epoch.ts'
import { answeredRow, type Echo, echoOf } from '../overlay/settle.ts'
import type { SyncedTable } from '../schema/entities.ts'
import type { OpenLibrary } from './library.ts'

type Stores = Pick<OpenLibrary, 'buffer' | 'mirror'>

/** How many batches are in memory at once: a library may hold thousands that wait for their echo. */
const PAGE = 4

type Positions = ReadonlyMap<SyncedTable, ShapePosition>

/** What the mirror shows of the changes that were looked at, up to the last batch that is answered whole. */
export interface Found {
  shown: Shown[]
  upTo: number
  /** The database that the server answers from, where another one has answered for some change. */
  lost?: string
}

/** An applied change whose effect the mirror shows, and how that is known. */
export interface Shown {
  change: WriteChange
  echo: Echo
}

/**
 * Looks through the batches after a number, a few at a time, all beside the mirror's positions of one
 * moment: else the end of a row could be seen, and its beginning not.
 */
export async function lookFrom(
  library: Stores,
  after: number,
  positions: Positions,
): Promise<Found> {
  const shown: Shown[] = []
  let [at, upTo, closed] = [after, after, true]
  while (true) {
    const batches = await batchesAfter(library.buffer.db, at, PAGE)
    const applied = batches.flatMap(({ changes }) =>
      changes.filter(({ status }) => status === 'applied'),
    )
    // Read after the changes: none is of a later database than this one.
    const epoch = await notedEpoch(library.buffer)
    const lost = ({ receipt }: WriteChange) => receipt !== undefined && receipt.epoch !== epoch
    if (epoch !== undefined && applied.some(lost)) return { shown, upTo, lost: epoch }
    shown.push(...(await shownOf(library, applied, positions)))
    for (const { n, open } of batches) {
      closed &&= open === undefined
      if (closed) upTo = n
      at = n
    }
    if (batches.length < PAGE) return { shown, upTo }
  }
}

async function shownOf(
  library: Stores,
  applied: readonly WriteChange[],
  positions: Positions,
): Promise<Shown[]> {
  const byTable = [...Map.groupBy(applied, ({ table }) => table)]
  const echoes = byTable.map(([table, changes]) =>
    echoesIn(library, changes, positions.get(table) ?? { table, status: 'connecting' }),
  )
  return (await Promise.all(echoes)).flat()
}

async function echoesIn(
  { mirror }: Stores,
  applied: readonly WriteChange[],
  position: ShapePosition,
): Promise<Shown[]> {
  const { table, lsn = null, upToDateAt, epoch } = position
  if (upToDateAt === undefined) return [] // nobody has mirrored it yet
  const mirrored = rowsOf(mirror, table)
  const [rows, now] = await mirror.transaction('r', mirrored, mirror.shapes, () =>
    Promise.all([mirrored.bulkGet(applied.map(answeredRow)), mirror.shapes.get(table)]),
  )
  // The table of one database has taken the place of another's: its revs say nothing here.
  if (now?.epoch !== epoch) return []
  const revs = new Map(rows.flatMap((row) => (row ? [[row.id, row.rev]] : [])))
  const seen = { revOf: (id: string) => revs.get(id), lsn, upToDateAt, epoch }
  return applied.flatMap((change) => {
    const echo = echoOf(change, seen)
    return echo === null ? [] : [{ change, echo }]
  })
}
