import { delay } from '../../../lib/kit/delay.ts'
import { openFleet } from './fleet.ts'
import type { Row } from './row.ts'

/** The server lets running requests end, and ends itself within about five seconds. */
const EXIT_MS = 10_000

export const r4: Row = {
  what: 'SIGTERM to the server under load',
  pass: '10 times (--times): what is in flight ends or is sent again, 0 doubled, 0 lost',
  play: async ({ times = 10, rate = 20 }) => {
    const fleet = await openFleet({ count: 2, rivals: true })
    const { backend, ships } = fleet
    const violations: string[] = []
    let slowestMs = 0
    await fleet.load(rate)
    for (let n = 0; n < times; n++) {
      await delay(500 + Math.random() * 500)
      const startedMs = performance.now()
      const code = await backend.server.end('SIGTERM')
      slowestMs = Math.max(slowestMs, performance.now() - startedMs)
      if (code !== 0) violations.push(`the server ended with ${code}`)
      await backend.server.start()
    }
    await fleet.load(0)
    if (slowestMs > EXIT_MS) violations.push(`the server took ${slowestMs} ms to end`)
    violations.push(...(await fleet.level(30_000)))
    const writes = ships.flatMap((ship) => ship.writes.writes)
    const unanswered = writes.filter(({ status }) => status === null).length
    await fleet.close()
    const figures = { times, requests: writes.length, unanswered, 'slowest end ms': slowestMs | 0 }
    return { figures, violations }
  },
}
