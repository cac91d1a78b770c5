import { WriteBuffer } from '../buffer/write-buffer.ts'
import type { Library } from '../connect/registry.ts'
import { type MirrorDatabase, openMirror } from '../electric/mirror-database.ts'
import { settle } from './settle.ts'

/** The library that this context works in. */
export interface OpenLibrary {
  about: Library
  buffer: WriteBuffer
  mirror: MirrorDatabase
  /** Called after each change is on disk; whoever flushes listens. */
  nudge: () => void
}

/** Raised when a hook or a verb is used before `openLibrary`. */
export class LibraryNotOpenError extends Error {
  override readonly name = 'LibraryNotOpenError'
  constructor() {
    super('open the library before reading or changing it')
  }
}

let current: OpenLibrary | null = null

/** Opens the library of this context, or takes up what has changed about it; hooks and verbs work from here on. */
export function openLibrary(about: Library, nudge: () => void = () => {}): OpenLibrary {
  const same = current?.about.libraryId === about.libraryId ? current : null
  const { clientId, suffix } = about
  const mirror = same?.mirror ?? openMirror(suffix)
  const buffer: WriteBuffer =
    same?.buffer ?? new WriteBuffer({ clientId, suffix, settle: () => settle({ buffer, mirror }) })
  current = { about, buffer, mirror, nudge }
  return current
}

/** The library of this context. Throws LibraryNotOpenError before `openLibrary`. */
export function library(): OpenLibrary {
  if (!current) throw new LibraryNotOpenError()
  return current
}
