import { delay } from '../../../lib/kit/delay.ts'
import { waitUntil } from '../../wait.ts'
import { TOXICS, type Toxic } from '../proxy/toxics.ts'
import { type Fleet, openFleet } from './fleet.ts'
import type { Row } from './row.ts'

const RECOVERY_MS = 5_000
const PATIENCE_MS = 60_000
const WAYS = ['writes', 'shapes'] as const
type Way = (typeof WAYS)[number]

export const r2: Row = {
  what: 'eight toxics on writing and on reading, under load',
  pass: '60 s each (--seconds): 0 lost, recovery within 5 s of the healing',
  play: async ({ seconds = 10, rate = 5, times = TOXICS.length }, say) => {
    const fleet = await openFleet({ count: 2, rivals: true })
    const violations: string[] = []
    let slowestMs = 0
    for (const toxic of TOXICS.slice(0, times)) {
      for (const way of WAYS) {
        const about = `${toxic.kind} on ${way}`
        await fleet.load(rate)
        const ms = await harm(fleet, way, toxic, seconds * 1_000)
        await fleet.load(0)
        const wrong = await fleet.level(PATIENCE_MS)
        if (ms > RECOVERY_MS) wrong.push(`it took ${ms} ms to recover`)
        slowestMs = Math.max(slowestMs, ms)
        violations.push(...wrong.map((one) => `${about}: ${one}`))
        say(`${about}: recovered in ${ms} ms, ${wrong.length} violations`)
      }
    }
    await fleet.close()
    return { figures: { seconds, 'slowest recovery ms': slowestMs }, violations }
  },
}

/** Harms one way of all devices for so long; answers in how many ms it was as if nothing had been. */
async function harm(fleet: Fleet, way: Way, toxic: Toxic, ms: number): Promise<number> {
  const poison = (one: Toxic | null) =>
    Promise.all(fleet.ships.map((ship) => ship[way].poison(one)))
  await poison(toxic)
  await delay(ms)
  const caughtUp = await (way === 'writes' ? backlog(fleet) : lag(fleet))
  const startedMs = performance.now()
  await poison(null)
  const what = `${way} to recover from ${toxic.kind}`
  const recovered = waitUntil(caughtUp, { what, timeoutMs: PATIENCE_MS, everyMs: 50 })
  return recovered.then(
    () => Math.round(performance.now() - startedMs),
    () => PATIENCE_MS,
  )
}

/** Whether nothing waits any more of what waits now. */
async function backlog({ ships }: Fleet): Promise<() => Promise<boolean>> {
  const waiting = async () => {
    const reports = await Promise.all(ships.map(({ device }) => device.report()))
    return new Set(reports.flatMap((report) => report.waiting))
  }
  const before = await waiting()
  return async () => (await waiting()).intersection(before).size === 0
}

/** Whether everybody shows what the server has now, or later. */
async function lag({ ships, backend }: Fleet): Promise<() => Promise<boolean>> {
  const works = await backend.query<{ id: string; rev: number }>(
    'SELECT id, rev::int AS rev FROM works WHERE deleted_at IS NULL',
  )
  return async () => {
    const gone = await backend.query<{ id: string }>(
      'SELECT id FROM works WHERE deleted_at IS NOT NULL',
    )
    const dead = new Set(gone.map(({ id }) => id))
    const reports = await Promise.all(ships.map(({ device }) => device.report()))
    return reports.every(({ shown }) => {
      const revs = new Map(shown.map(([id, , , rev]) => [id, rev]))
      return works.every(({ id, rev }) => dead.has(id) || (revs.get(id) ?? 0) >= rev)
    })
  }
}
