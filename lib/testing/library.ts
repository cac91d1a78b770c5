import type { Library } from '../connect/registry.ts'
import { type OpenLibrary, openLibrary } from '../repos/library.ts'
import { freshSuffix } from './indexeddb.ts'

/** Opens a library of its own, in memory; bound to a server where the test names one. */
export function openFreshLibrary(
  binding?: Library['binding'],
  nudge: () => void = () => {},
): OpenLibrary {
  const about = {
    libraryId: crypto.randomUUID(),
    clientId: crypto.randomUUID(),
    suffix: freshSuffix(),
  }
  return openLibrary(binding ? { ...about, binding } : about, nudge)
}

/** A binding to a server that no test talks to. */
export const SOME_SERVER = {
  server: 'http://127.0.0.1:9',
  owner: { id: '00000000-0000-4000-8000-000000000000', name: 'me' },
  token: 'token',
}
