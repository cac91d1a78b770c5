import { delay } from '../../../lib/kit/delay.ts'
import type { Toxic } from '../proxy/toxics.ts'
import { openFleet, type Ship } from './fleet.ts'
import type { Row } from './row.ts'

/** Jepsen's matrix for PowerSync: partitions of up to ten seconds, in, out and both; kills; pauses. */
const LONGEST_FAULT_MS = 10_000
const PARTITIONS: Toxic[] = [{ kind: 'down' }, { kind: 'timeout' }]
/** How often something happens to one of the devices, on average, in milliseconds. */
const FAULT_EVERY_MS = 1_000
/** They rest three seconds after the last fault, and must be level eleven seconds later. */
const QUIESCE_MS = 3_000
const STUCK_MS = 11_000

export const c12: Row = {
  what: 'convergence: partitions, crashes and pauses of ten devices that write',
  pass: 'all equal, queues empty 14 s after the end, 0 stuck; the scoreboard plays --clients 10 --rate 50 --seconds 100 --times 30',
  play: async ({ clients = 10, rate = 2, seconds = 20, times = 1 }, say) => {
    const violations: string[] = []
    const faults = { partitions: 0, crashes: 0, pauses: 0 }
    let [stuck, applied] = [0, 0]
    for (let n = 0; n < times; n++) {
      const fleet = await openFleet({ count: clients, rivals: true })
      await fleet.load(rate)
      await storm(fleet.ships, seconds * 1_000, faults)
      await fleet.load(0)
      await delay(QUIESCE_MS)
      const wrong = await fleet.level(STUCK_MS)
      const [ledger] = await fleet.backend.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM write_log',
      )
      await fleet.close()
      if (wrong.length > 0) stuck += 1
      applied += ledger?.n ?? 0
      violations.push(...wrong.map((one) => `run ${n}: ${one}`))
      say(`run ${n}: ${ledger?.n} changes, ${wrong.length === 0 ? 'all equal' : 'stuck'}`)
    }
    const reached = Math.round(applied / times / seconds)
    const load = `${clients} devices, ${reached} of ${clients * rate} changes/s, ${seconds} s × ${times}`
    return { figures: { load, changes: applied, ...faults, stuck }, violations }
  },
}

/** Lets one thing after another happen to the devices; all is well again at the end. */
async function storm(
  ships: readonly Ship[],
  ms: number,
  faults: Record<'partitions' | 'crashes' | 'pauses', number>,
): Promise<void> {
  const endMs = performance.now() + ms
  const under: Promise<void>[] = []
  const busy = new Set<Ship>()
  while (performance.now() < endMs) {
    await delay(Math.random() * 2 * FAULT_EVERY_MS)
    const ship = pick(ships.filter((one) => !busy.has(one)))
    const kind = pick(['partitions', 'partitions', 'crashes', 'pauses'] as const)
    if (!ship || !kind) continue
    faults[kind] += 1
    busy.add(ship)
    const lastMs = Math.min(Math.random() * LONGEST_FAULT_MS, endMs - performance.now())
    under.push(HARM[kind](ship, Math.max(0, lastMs)).finally(() => busy.delete(ship)))
  }
  await Promise.all(under)
}

const HARM = {
  partitions: async ({ writes, shapes }: Ship, ms: number) => {
    const cut = pick([[writes], [shapes], [writes, shapes]]) ?? []
    const toxic = pick(PARTITIONS) ?? null
    await Promise.all(cut.map((proxy) => proxy.poison(toxic)))
    await delay(ms)
    await Promise.all(cut.map((proxy) => proxy.poison(null)))
  },
  crashes: async ({ device }: Ship) => void (await device.ask('crash', null)),
  pauses: async ({ device }: Ship, ms: number) => {
    device.freeze()
    await delay(ms)
    device.thaw()
  },
}

function pick<T>(from: readonly T[]): T | undefined {
  return from[Math.floor(Math.random() * from.length)]
}
