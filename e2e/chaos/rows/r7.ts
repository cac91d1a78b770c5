import { waitUntil } from '../../wait.ts'
import { type BrowserGround, openBrowserGround } from '../kills/browser-ground.ts'
import { settled } from '../kills/device-ground.ts'
import { writeViolations } from '../oracle.ts'
import type { Row } from './row.ts'

const CHANGES = 300

export const r7: Row = {
  what: "a token is revoked in the middle of the queue; another account's takes its place, then its own",
  pass: '300 changes (--times): nothing of A is ever sent as B, nothing is refused or lost, all goes on after signing in',
  play: async ({ times = CHANGES }) => {
    const ground = await openBrowserGround()
    const { backend, proxy, tab } = ground
    const violations = await revokeMidQueue(ground, times)
    const others = await backend.binding(proxy.url, 'somebody else')
    if (await tab.call('bind', others)) violations.push('the library was bound to another account')
    await ground.create(['after the other account'])
    await tab.call('flush')
    const waited = (await tab.call('report')).waiting.length
    const asOther = () => proxy.writes.filter(({ token }) => token === others.token).length
    const own = await backend.binding(proxy.url)
    if (!(await tab.call('bind', own))) violations.push('signing in again was refused')
    // nobody nudges: the background has to notice it
    const report = async () => ({ ...(await tab.call('report')), promised: [...ground.promised] })
    violations.push(...(await settled(async () => writeViolations(backend, [await report()]))))
    const [theirs] = await backend.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM write_log WHERE owner_id = $1',
      [others.owner.id],
    )
    if (asOther() > 0 || theirs?.n !== 0) violations.push(`${theirs?.n} changes as another account`)
    violations.push(...(await ground.close()))
    return { figures: { changes: times + 1, waited, 'as another': theirs?.n ?? 0 }, violations }
  },
}

/** Lets the server know the device no more after it has applied a part of the queue. */
async function revokeMidQueue(ground: BrowserGround, count: number): Promise<string[]> {
  const { backend, proxy, tab } = ground
  await proxy.poison({ kind: 'down' })
  await ground.create(Array.from({ length: count }, (_, i) => `R7 ${i}`))
  await proxy.poison(null)
  void tab.call('flush')
  await waitUntil(() => proxy.writes.some(({ status }) => status === 200), {
    what: 'a part to be applied',
    everyMs: 1,
  })
  await backend.query('UPDATE devices SET revoked_at = now()')
  const paused = async () => (await tab.call('report')).paused === 'needs_login'
  await waitUntil(paused, { what: 'the queue to wait for a person' })
  const { waiting, parked } = await tab.call('report')
  return [
    ...(waiting.length === 0 ? ['nothing waits: it was revoked too late'] : []),
    ...(parked.length > 0 ? [`${parked.length} changes were refused`] : []),
  ]
}
