import { entityKey, unsettled, type WriteChange } from '../buffer/change.ts'
import type { Alias } from '../buffer/database.ts'
import { answeredRow } from './settle.ts'

/** Which rows live on in which others, of one table. */
export interface Aliases {
  /** The id that a row lives on under; its own where it was not merged. */
  canonical: (id: string) => string
  /** The ids that have become this one, itself among them. */
  namesOf: (id: string) => string[]
}

/** How many merges of merges are followed; more would be a circle. */
const MERGES = 20

/** Nothing was merged. */
export const NO_ALIASES: Aliases = { canonical: (id) => id, namesOf: (id) => [id] }

/**
 * The merges of one table, as far as they hold. An alias outlives its merge: where the row is there
 * again, another device has taken the merge back, and where a waiting change does so, this one has. Only
 * until the echo of an answer that went to the other row is the mirror's row no sign of that.
 */
export function aliasesOf(
  table: string,
  known: readonly Alias[],
  changes: readonly WriteChange[],
  isThere: (id: string) => boolean,
): Aliases {
  const next = new Map<string, string>()
  for (const { entity, canonical_id } of known) {
    const id = entity.slice(table.length + 1)
    if (entity === entityKey(table, id) && !isThere(id)) next.set(id, canonical_id)
  }
  for (const change of changes) {
    const id = String(change.payload.id)
    if (change.status === 'applied' && answeredRow(change) !== id) next.set(id, answeredRow(change))
    if (takesMergeBack(change)) next.delete(id)
  }
  return next.size === 0 ? NO_ALIASES : following(next)
}

function following(next: ReadonlyMap<string, string>): Aliases {
  const canonical = (id: string) => {
    let current = id
    for (let merges = 0; merges < MERGES; merges++) current = next.get(current) ?? current
    return current
  }
  const namesOf = (id: string) => [id, ...[...next.keys()].filter((one) => canonical(one) === id)]
  return { canonical, namesOf }
}

/** The one change to a merged row that goes to that row itself. */
function takesMergeBack(change: WriteChange): boolean {
  return unsettled(change) && change.payload.merged_into === null
}

/** The id of the row that a change shows in: its answer's, or that of the row its own has become. */
export function placeOf(change: WriteChange, { canonical }: Aliases): string {
  return change.status === 'applied' ? answeredRow(change) : canonical(String(change.payload.id))
}
