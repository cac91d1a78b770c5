import { watched } from '../kit/live.ts'
import { activity } from '../schema/activity.ts'
import { annotation } from '../schema/annotation.ts'
import { asset } from '../schema/asset.ts'
import { card } from '../schema/card.ts'
import { collection } from '../schema/collection.ts'
import type { RowOf } from '../schema/entity.ts'
import { work } from '../schema/work.ts'
import type { OpenLibrary } from './library.ts'
import { readSome, withIds } from './read-some.ts'

/** Something that an edge may end at, with the table that it is in. */
export type End =
  | { table: 'works'; row: RowOf<typeof work> }
  | { table: 'assets'; row: RowOf<typeof asset> }
  | { table: 'activities'; row: RowOf<typeof activity> }
  | { table: 'collections'; row: RowOf<typeof collection> }
  | { table: 'annotations'; row: RowOf<typeof annotation> }
  | { table: 'cards'; row: RowOf<typeof card> }

const ENDS = [work, asset, activity, collection, annotation, card] as const

/** What has these ids, by id. What is deleted or not there (yet) is left out. */
export async function readEnds(
  open: OpenLibrary,
  ids: readonly string[],
): Promise<Map<string, End>> {
  const wanted = new Set(ids)
  const isWanted = ({ id }: { id: string }) => wanted.has(id)
  if (wanted.size === 0) return new Map()
  const found: End[] = []
  for (const entity of ENDS) {
    const rows = await watched(readSome(open, entity as never, withIds(ids), isWanted)) // each is an entity of its own fields
    found.push(...rows.map((row) => ({ table: entity.table, row }) as unknown as End)) // the rows are the entity's
  }
  return new Map(found.map((end) => [end.row.id, end]))
}
