import type { Refusal } from './refusal.ts'
import type { UnitChange } from './rules/unit.ts'

/** What every change has, readable or not. */
interface Named {
  /** Its id as it was sent, for the answer; null where there was none. */
  sentId: string | null
  group: string | null
}

/** What a change is told from others by: its own id and the hash of its content. */
interface Known extends Named {
  id: string
  hash: string
  bytes: number
}

/** A change that may be applied. */
export interface Ready extends Known, UnitChange {
  kind: 'ready'
  /** The rows that it can't be without, as `table:id`. */
  parents: string[]
}

/** What `judge` finds out of a change that it accepts. */
export type Accepted = Omit<Ready, keyof Known>

/** A change that never will be applied; it is remembered, so that a repeat is answered alike. */
export interface Refused extends Known {
  kind: 'refused'
  refusal: Refusal
}

/** What is answered and forgotten: unreadable, or to be looked at afresh when it comes again. */
export interface Dismissed extends Named {
  kind: 'dismissed'
  refusal: Refusal
}

/** A change that stands twice in one batch; `of` is where it stands first. */
export interface Repeat extends Named {
  kind: 'repeat'
  of: number
}

export type Judged = Ready | Refused | Dismissed | Repeat
