import { openTab } from '../browser/tab.ts'
import { openBrowserGround } from '../kills/browser-ground.ts'
import { idsOf } from '../proxy/exchange.ts'
import type { Row } from './row.ts'

const TABS = 5
const CHANGES = 1_000
/** How often the second worker looks at the queue by itself, in milliseconds. */
const EVERY_MS = 20

export const c5: Row = {
  what: 'two workers and five tabs on one queue',
  pass: `${CHANGES} changes (--times), each posted once, one request at a time`,
  play: async ({ times = CHANGES }) => {
    const ground = await openBrowserGround()
    const { browser, proxy, backend } = ground
    const tabs = await Promise.all(Array.from({ length: TABS }, () => openTab(browser)))
    for (const tab of tabs) await tab.call('open', null)
    await tabs[0]?.call('startWorker', EVERY_MS)
    const share = Array.from({ length: times / TABS }, (_, i) => i)
    const creating = tabs.map((tab, t) =>
      tab.call(
        'create',
        share.map((i) => `C5 ${t} ${i}`),
      ),
    )
    await Promise.all(creating)
    const violations = await ground.written()
    const posted = proxy.writes.flatMap(idsOf)
    const again = posted.length - new Set(posted).size
    const most = proxy.mostAtOnce()
    const [rows] = await backend.query<{ n: number }>('SELECT count(*)::int AS n FROM works')
    if (rows?.n !== share.length * TABS) violations.push(`${rows?.n} works`)
    if (again > 0) violations.push(`${again} changes were posted again`)
    if (most > 1) violations.push(`${most} requests at once`)
    violations.push(...(await ground.close()))
    const figures = { changes: posted.length, again, 'requests at once': most, works: rows?.n ?? 0 }
    return { figures: { ...figures, requests: proxy.writes.length }, violations }
  },
}
