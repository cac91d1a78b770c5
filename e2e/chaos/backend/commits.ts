import { createGate, type Gate } from '../gate.ts'
import type { Tap } from '../proxy/link.ts'

/**
 * Watches what a server tells Postgres and holds the next COMMIT: `before` it reaches Postgres, or
 * `after` Postgres has answered it, on the answer's way back.
 */
export interface CommitTrap {
  makeTap(): Tap
  /** Lies in wait for the next COMMIT. Whatever was held when the gate opens is lost with its connection. */
  set(when: 'before' | 'after'): Gate
}

/** How the statement is told: a text ends with a zero, and "READ COMMITTED" goes on. */
const COMMIT = Buffer.from('COMMIT\0')

export function commitTrap(): CommitTrap {
  let trap: { when: 'before' | 'after'; gate: Gate } | null = null
  const hold = async (gate: Gate) => {
    trap = null
    await gate.pass()
    return 'cut' as const
  }
  return {
    makeTap: () => {
      let committing: Gate | null = null
      return (piece, direction) => {
        if (direction === 'down') return committing ? hold(committing) : 'pass'
        if (!trap || !piece.includes(COMMIT)) return 'pass'
        if (trap.when === 'before') return hold(trap.gate)
        committing = trap.gate
        return 'pass'
      }
    },
    set: (when) => {
      const gate = createGate()
      trap = { when, gate }
      return gate
    },
  }
}
