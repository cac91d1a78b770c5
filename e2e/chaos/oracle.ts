import { ME } from '../../server/auth/owner-named.ts'
import type { Backend } from './backend.ts'
import type { DeviceReport } from './device/protocol.ts'

/** A work as the server has it. */
interface ServerWork {
  id: string
  title: string
  favorite: boolean
  rev: number
  deleted: boolean
}

/** Refusals that a fair race may end with: somebody else deleted the row, or wrote later. */
const FAIR = new Set<string | undefined>(['STALE', 'DELETED'])

/**
 * Everything that must hold once nothing is under way: nothing waits, the books are level on both
 * sides, the server has what was promised, and everybody sees what the server has. What doesn't
 * hold is a sentence; an empty list is a pass.
 */
export async function violations(backend: Backend, reports: DeviceReport[]): Promise<string[]> {
  const works = await worksOf(backend)
  const written = await writeViolations(backend, reports)
  return [...written, ...reports.flatMap((report) => viewOf(report, works))]
}

/** The part of it that holds as soon as all is written, however far the mirrors are behind. */
export async function writeViolations(
  backend: Backend,
  reports: DeviceReport[],
): Promise<string[]> {
  const works = await worksOf(backend)
  const books = await Promise.all(reports.map((report) => booksOf(backend, report)))
  const promises = reports.flatMap((report) => promisesOf(report, works))
  return [...(await doubled(backend)), ...books.flat(), ...promises]
}

/** Each accepted change raises its row's rev by one: a rev without a ledger row was applied twice. */
export async function doubled({ query }: Pick<Backend, 'query'>): Promise<string[]> {
  const rows = await query<{ id: string; rev: number; accepted: number }>(
    `SELECT w.id, w.rev::int AS rev, count(l.change_id)::int AS accepted
     FROM works w LEFT JOIN write_log l
       ON l.owner_id = w.owner_id AND l.entity_id = w.id AND l.outcome IN ('applied', 'partial')
     GROUP BY w.owner_id, w.id, w.rev HAVING w.rev <> count(l.change_id)`,
  )
  return rows.map(({ id, rev, accepted }) => `work ${id} has rev ${rev} after ${accepted} changes`)
}

async function booksOf({ query }: Backend, report: DeviceReport): Promise<string[]> {
  const { clientId, account, waiting, parked } = report
  const [ledger] = await query<{ n: number }>(
    `SELECT count(*)::int AS n FROM write_log WHERE client_id = $1 AND outcome <> 'rejected'`,
    [clientId],
  )
  const said = (what: string, holds: boolean) => (holds ? [] : [`device ${clientId}: ${what}`])
  const unfair = parked.filter(({ code }) => !FAIR.has(code))
  return [
    ...said(`its books differ by ${account.difference}`, account.difference === 0),
    ...said(
      `it counts ${account.applied} applied, the server ${ledger?.n}`,
      account.applied === ledger?.n,
    ),
    ...said(`${waiting.length} changes wait`, waiting.length === 0),
    ...unfair.map(({ code, error }) => `device ${clientId}: refused with ${code}: ${error}`),
  ]
}

function promisesOf({ promised }: DeviceReport, works: ServerWork[]): string[] {
  const byId = new Map(works.map((work) => [work.id, work]))
  return promised.flatMap(([id, titles]) => {
    const work = byId.get(id)
    const is = work && (work.deleted ? null : work.title)
    // What was made and deleted before any server saw it never gets there.
    const holds = titles.includes(is ?? null)
    return holds ? [] : [`work ${id} is ${JSON.stringify(is)}, not ${JSON.stringify(titles)}`]
  })
}

function viewOf({ clientId, shown, unsettled }: DeviceReport, works: ServerWork[]): string[] {
  const live = works.filter(({ deleted }) => !deleted)
  const seen = new Map(shown.map((row) => [row[0], JSON.stringify(row)]))
  const wrong = live.flatMap(({ id, title, favorite, rev }) => {
    const right = JSON.stringify([id, title, favorite, rev])
    return seen.get(id) === right ? [] : [`${clientId} shows ${seen.get(id)}, not ${right}`]
  })
  const more = shown.length - live.length
  return [
    ...wrong,
    ...(more > 0 ? [`${clientId} shows ${more} works too many`] : []),
    ...(unsettled > 0 ? [`device ${clientId}: ${unsettled} changes never settled`] : []),
  ]
}

function worksOf({ query }: Backend): Promise<ServerWork[]> {
  return query<ServerWork & Record<string, unknown>>(
    `SELECT w.id, title, favorite, rev::int AS rev, deleted_at IS NOT NULL AS deleted
     FROM works w JOIN owners o ON o.id = owner_id WHERE o.name = $1`,
    [ME],
  )
}
