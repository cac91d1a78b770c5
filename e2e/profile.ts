import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Profile {
  dir: string
  /** Removes a profile that was made here; one that was given stays. */
  discard(): Promise<void>
}

/** The profile that was asked for, or a new one for this run only. */
export async function takeProfile(given?: string): Promise<Profile> {
  if (given) return { dir: given, discard: async () => {} }
  const dir = await mkdtemp(join(tmpdir(), 'deeprecall-profile-'))
  // The browser's helpers may still be writing for a moment after it has gone.
  const discard = () => rm(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  return { dir, discard }
}
