import * as z from 'zod/mini'

/** Below what a person waits for; a server that is well answers in milliseconds. */
const HEALTH_TIMEOUT_MS = 5_000

const health = z.object({
  status: z.literal('ok'),
  epoch: z.optional(z.string()),
  /** Which start of the server this is. */
  boot: z.optional(z.string()),
})

/** How the server is: well, and which start and which database of it; null where it isn't, or can't be asked. */
export interface Health {
  epoch: string | null
  boot: string | null
}

/** Nobody says which database the server answers from: what it sent can't be told from an older one's. */
export class EpochUnknownError extends Error {
  override readonly name = 'EpochUnknownError'
}

/** The epoch of the server's database. Throws EpochUnknownError where the server isn't well. */
export async function epochOf(
  { url, fetch = globalThis.fetch }: { url: string; fetch?: typeof globalThis.fetch },
  signal: AbortSignal,
): Promise<string> {
  const epoch = (await askHealth({ apiBase: url, fetch }, signal))?.epoch
  if (!epoch) throw new EpochUnknownError('the server does not say how it is')
  return epoch
}

/** Asks `GET /health`. Never rejects. */
export async function askHealth(
  { apiBase, fetch }: { apiBase: string; fetch: typeof globalThis.fetch },
  signal: AbortSignal,
): Promise<Health | null> {
  try {
    const response = await fetch(`${apiBase}/health`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(HEALTH_TIMEOUT_MS)]),
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
    })
    const told = health.safeParse(response.ok ? await response.json() : null)
    if (!told.success) return null
    return { epoch: told.data.epoch ?? null, boot: told.data.boot ?? null }
  } catch {
    // not reachable, or not our server: in either case nobody says that it is well
    return null
  }
}
