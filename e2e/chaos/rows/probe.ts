import { randomBytes } from 'node:crypto'
import { delay } from '../../../lib/kit/delay.ts'
import type { Backend } from '../backend.ts'

/** One request to write while the server is in trouble. */
interface Probe {
  /** null where no answer came within the patience below. */
  status: number | null
  retryAfter: string | null
  ms: number
}

const PATIENCE_MS = 15_000
/** No request may be left without an answer for longer. */
const LONGEST_MS = 10_000

/** Keeps asking the server itself, past all proxies, and notes how it answers. */
export interface Prober {
  /** What was wrong with the answers so far, and which there were; begins anew. */
  take(): { violations: string[]; statuses: string }
  stop(): void
}

/** Asks from now on, every so many ms, as an owner of its own. */
export async function startProber(backend: Backend, everyMs = 50): Promise<Prober> {
  const server = `http://127.0.0.1:${backend.server.port}`
  const { token } = await backend.binding(server, 'prober')
  const stopping = new AbortController()
  let probes: Probe[] = []
  const keepAsking = async () => {
    while (!stopping.signal.aborted) {
      void probe(server, token).then((one) => probes.push(one))
      await delay(everyMs, stopping.signal)
    }
  }
  void keepAsking()
  return {
    take: () => {
      const taken = probes
      probes = []
      return { violations: taken.flatMap(wrongAbout), statuses: counted(taken) }
    },
    stop: () => stopping.abort(),
  }
}

async function probe(server: string, token: string): Promise<Probe> {
  const startedMs = performance.now()
  const payload = { id: crypto.randomUUID(), title: 'probe', notes: incompressible() }
  const change = { id: crypto.randomUUID(), table: 'works', op: 'insert', payload }
  const asked = fetch(`${server}/api/writes/batch`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify({ changes: [{ ...change, created_at: Date.now() }] }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  const answer = await asked.catch(() => null)
  await answer?.arrayBuffer().catch(() => null)
  const ms = Math.round(performance.now() - startedMs)
  const retryAfter = answer?.headers.get('Retry-After') ?? null
  return { status: answer?.status ?? null, retryAfter, ms }
}

function wrongAbout({ status, retryAfter, ms }: Probe): string[] {
  const slow = ms > LONGEST_MS ? [`an answer took ${ms} ms`] : []
  if (status === 200) return slow
  if (status === 503) return retryAfter === null ? [...slow, '503 without Retry-After'] : slow
  return [...slow, `answered ${status}`]
}

function counted(probes: Probe[]): string {
  const byStatus = Map.groupBy(probes, ({ status }) => status)
  const slowest = Math.max(0, ...probes.map(({ ms }) => ms))
  const counts = [...byStatus].map(([status, those]) => `${status} × ${those.length}`)
  return `${counts.join(', ')}, slowest ${slowest} ms`
}

/** Long enough that a table has to grow soon, which a full disk refuses. */
function incompressible(): string {
  return randomBytes(20_000).toString('hex')
}
