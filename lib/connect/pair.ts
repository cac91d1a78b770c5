import { pairResponse } from '../wire/pairing.ts'
import { readAddress } from './address.ts'
import type { Binding } from './registry.ts'

/** Why pairing failed, each with its own advice to a person. */
export type PairFailure =
  | 'malformed'
  | 'insecure'
  | 'unreachable'
  | 'not_a_server'
  | 'code_invalid'
  | 'rate_limited'

export type Pairing = { ok: true; binding: Binding } | { ok: false; reason: PairFailure }

/** Longer than any server that is well takes to look up a code. */
const PAIR_TIMEOUT_MS = 15_000

/** Exchanges a one-time code for this device's token. */
export async function pair(
  typed: { server: string; code: string; device?: string },
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<Pairing> {
  const address = readAddress(typed.server)
  if (!address.ok) return address
  const { server } = address
  try {
    const response = await fetch(`${server}/api/pair`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code: typed.code.trim(), device: typed.device }),
      signal: AbortSignal.timeout(PAIR_TIMEOUT_MS),
      redirect: 'error',
      credentials: 'omit',
    })
    return await readAnswer(server, response)
  } catch {
    // whatever the network says, a person can only check the address and try again
    return { ok: false, reason: 'unreachable' }
  }
}

async function readAnswer(server: string, response: Response): Promise<Pairing> {
  if (response.status === 429) return { ok: false, reason: 'rate_limited' }
  const body: unknown = await response.json().catch(() => null)
  const parsed = pairResponse.safeParse(body)
  if (response.ok && parsed.success) return { ok: true, binding: { server, ...parsed.data } }
  const refused = response.status >= 400 && response.status < 500 && isProblem(body)
  return { ok: false, reason: refused ? 'code_invalid' : 'not_a_server' }
}

function isProblem(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'code' in body
}
