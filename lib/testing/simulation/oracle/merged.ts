import { snakeCase } from '../../../kit/case.ts'
import { entityOf, type TableName } from '../../../schema/entities.ts'
import type { Version } from '../history.ts'

/** What must not be in a library whose works were merged, a line each; `parted`: a merge was undone. */
export function mergeFaults(rows: readonly Version[], parted: boolean): string[] {
  const works = new Map(
    rows.flatMap(({ table, row }) => (table === 'works' ? [[row.id, row]] : [])),
  )
  const into = (id: unknown) => works.get(String(id))?.merged_into
  const pointing = rows
    .filter(({ row }) => row.deleted_at === null)
    .flatMap(({ table, row }) =>
      endsOf(table).map((column) => ({ name: `${table}:${row.id} ${column}`, end: row[column] })),
    )
    .filter(({ end }) => typeof into(end) === 'string')
    .map(({ name }) => `${name} points to a work that was merged away`)
  const endless = [...works.keys()].filter((id) => isEndless(id, into))
  const live = [...works.values()].filter(({ deleted_at, doi }) => deleted_at === null && doi)
  const twice = live.length - new Set(live.map(({ doi }) => doi)).size
  return [
    ...pointing,
    ...endless.map((id) => `works:${id} is merged in a circle`),
    ...(twice > 0 && !parted ? [`${twice} live works share a DOI with another`] : []),
  ]
}

/** The columns of a table that may point to a work. */
export function endsOf(table: TableName | string): string[] {
  const { parents = {}, refs = [] } = entityOf(table) ?? {}
  const works = Object.entries(parents).filter(([, parent]) => parent === 'works')
  return [...works.map(([field]) => field), ...refs.map(String)].map(snakeCase)
}

function isEndless(id: string, into: (id: unknown) => unknown): boolean {
  const seen = new Set<unknown>()
  for (let at: unknown = id; typeof at === 'string'; at = into(at)) {
    if (seen.has(at)) return true
    seen.add(at)
  }
  return false
}
