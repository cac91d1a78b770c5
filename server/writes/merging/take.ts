import { MERGED_TABLE } from '../rules/ends.ts'
import type { Rows } from '../rules/rows.ts'
import type { Finder } from './finder.ts'

/** Takes in rows that a batch did not name, be there one or none. */
export async function takeIn(
  rows: Rows,
  finder: Finder,
  table: string,
  ids: readonly string[],
): Promise<void> {
  const unknown = [...new Set(ids)].filter((id) => !rows.knows(table, id))
  if (unknown.length === 0) return
  const found = new Map((await finder.rows(table, unknown)).map((row) => [row.id, row]))
  for (const id of unknown) rows.load(table, id, found.get(id))
}

/** Takes in the works that stand for one: itself, what it was merged into, and so on; answers them. */
export async function takeChain(rows: Rows, finder: Finder, id: string): Promise<string[]> {
  const chain = new Set<string>()
  for (let at: string | null | undefined = id; at && !chain.has(at); ) {
    await takeIn(rows, finder, MERGED_TABLE, [at])
    chain.add(at)
    at = rows.mergedInto(MERGED_TABLE, at)
  }
  return [...chain]
}
