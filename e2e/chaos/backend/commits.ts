import { createGate, type Gate } from '../gate.ts'
import type { Tap } from '../proxy/link.ts'

/**
 * Watches what a server tells Postgres and holds the next COMMIT of a batch: `before` it reaches
 * Postgres, or `after` Postgres has answered it, on the answer's way back.
 */
export interface CommitTrap {
  makeTap(): Tap
  /** Lies in wait for the next COMMIT. Whatever was held when the gate opens is lost with its connection. */
  set(when: 'before' | 'after'): Gate
}

/** In Postgres' wire protocol: a simple query with its length, and how its answer ends. */
const COMMIT = Buffer.from('Q\0\0\0\x0bCOMMIT\0')
const COMMITTED = Buffer.from('COMMIT\0')
/** Whose rights a batch is written with; a connection that never names it writes none. */
const WRITER = 'deeprecall_app'

export function commitTrap(): CommitTrap {
  let trap: { when: 'before' | 'after'; gate: Gate } | null = null
  const hold = async (gate: Gate) => {
    await gate.pass()
    return 'cut' as const
  }
  return {
    makeTap: () => {
      let writes = false
      let committing: Gate | null = null
      return (piece, direction) => {
        if (direction === 'down') {
          return committing && piece.includes(COMMITTED) ? hold(committing) : 'pass'
        }
        writes ||= piece.includes(WRITER)
        if (!trap || !writes || !piece.includes(COMMIT)) return 'pass'
        const { when, gate } = trap
        trap = null
        if (when === 'before') return hold(gate)
        committing = gate
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
