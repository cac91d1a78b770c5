import { delay } from '../../../lib/kit/delay.ts'
import { makeDisk } from '../browser/disk.ts'
import { openFleet } from './fleet.ts'
import { diskFull, killed, type Outage, poolExhausted, restarted, slotDropped } from './outages.ts'
import { startProber } from './probe.ts'
import type { Row } from './row.ts'

/** More than the server needs under this load, in MB; less than a leak would take. */
const RSS_MB = 400
const PATIENCE_MS = 60_000

export const r3: Row = {
  what: 'Postgres killed, restarted, its disk full, its slot dropped, the pool exhausted; under load',
  pass: '0 lost; 503 and Retry-After, no answer after more than 10 s; memory bounded',
  play: async ({ seconds = 5, rate = 5 }, say) => {
    const disk = await makeDisk()
    const fleet = await openFleet({ count: 2, rivals: true, dataDir: disk.dir })
    const { backend } = fleet
    const prober = await startProber(backend)
    const outages: Record<string, Outage> = { killed, restarted, slotDropped, poolExhausted }
    if (disk.kind === 'power') outages.diskFull = diskFull(disk)
    else say('diskFull: not played, this user may mount no disk of its own')
    const violations: string[] = []
    let mostMb = 0
    for (const [name, outage] of Object.entries(outages)) {
      await fleet.load(rate)
      await delay(1_000)
      await outage(backend, seconds * 1_000)
      mostMb = Math.max(mostMb, await backend.server.rssMb())
      await delay(1_000)
      await fleet.load(0)
      const wrong = await fleet.level(PATIENCE_MS)
      const answers = prober.take()
      violations.push(...[...wrong, ...answers.violations].map((one) => `${name}: ${one}`))
      if (answers.violations.length > 0) violations.push(`the server: ${backend.server.said()}`)
      say(`${name}: ${answers.statuses}; ${wrong.length} violations`)
    }
    prober.stop()
    if (mostMb > RSS_MB) violations.push(`the server took ${mostMb} MB`)
    await fleet.close()
    await disk.remove()
    return { figures: { seconds, 'memory MB': mostMb }, violations }
  },
}
