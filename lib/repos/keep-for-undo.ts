import { buryUnheard } from '../electric/bury.ts'
import type { MirrorRow } from '../electric/mirror-database.ts'
import { lastSeen } from '../overlay/fold.ts'
import { answeredRow } from '../overlay/settle.ts'
import { entities, type SyncedTable } from '../schema/entities.ts'
import type { Entity } from '../schema/entity.ts'
import type { Shown } from './echoes.ts'
import type { OpenLibrary } from './library.ts'

/**
 * Keeps a row that went before the mirror heard of it, when the changes that made it are forgotten: the
 * shape will never tell it, and undo has to show it at once. Its delete may still wait for an answer.
 */
export async function keepForUndo(
  { mirror }: Pick<OpenLibrary, 'mirror'>,
  table: SyncedTable,
  settled: readonly Shown[],
  nowMs: number = Date.now(),
): Promise<void> {
  const entity = entities[table] as unknown as Entity // every member is an Entity of its own fields
  const byRow = Map.groupBy(settled, ({ change }) => answeredRow(change))
  const gone = [...byRow].flatMap(([, shown]) => {
    if (shown.some(({ echo }) => echo === 'row')) return [] // the mirror has it, and buries it itself
    const changes = shown.map(({ change }) => change)
    return (lastSeen(entity, changes) as MirrorRow | undefined) ?? [] // a row of the entity is what a mirror holds
  })
  if (gone.length > 0) await buryUnheard(mirror, table, gone, nowMs)
}
