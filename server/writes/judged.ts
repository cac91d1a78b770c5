import type { WireChange } from '../../lib/wire/batch.ts'
import type { Cells } from './cells.ts'
import type { Clock } from './clock.ts'
import type { Refusal } from './refusal.ts'

/** What every change has that can be told from others: its own id and the hash of its content. */
export interface Known {
  id: string
  hash: string
  bytes: number
  group: string | null
}

/** A change that may be applied. */
export interface Ready extends Known {
  kind: 'ready'
  table: string
  op: WireChange['op']
  createdAtMs: number
  clock: Clock
  cells: Cells
  /** The rows that it points to, as `table:id`. */
  parents: string[]
}

/** A change that never will be applied; it is remembered, so that a repeat is answered alike. */
export interface Refused extends Known {
  kind: 'refused'
  refusal: Refusal
}

/** What is answered and forgotten: unreadable, or to be looked at afresh when it comes again. */
export interface Dismissed {
  kind: 'dismissed'
  id: string | null
  group: string | null
  refusal: Refusal
}

/** A change that stands twice in one batch; `of` is where it stands first. */
export interface Repeat {
  kind: 'repeat'
  id: string
  group: null
  of: number
}

export type Judged = Ready | Refused | Dismissed | Repeat
