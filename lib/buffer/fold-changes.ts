import { entityOf } from '../schema/entities.ts'
import { restores, type WriteChange } from './change.ts'
import { composePayload } from './compose-payload.ts'

type Change = Omit<WriteChange, 'seq'>

/**
 * What a change makes of the last one of its row, where no server has seen that yet.
 * `rewrite`: the two are one, at the earlier's place · `replace`: the later undoes the earlier, which
 * leaves; the later, as given, meets what stood before it · `withdraw`: the row was made and deleted,
 * neither has to be said · `keep`: both are sent.
 */
export type Folding<T extends Change> =
  | { kind: 'keep' }
  | { kind: 'rewrite'; change: T }
  | { kind: 'replace'; later: Change }
  | { kind: 'withdraw' }

const KEEP = { kind: 'keep' } as const

/**
 * Folds two changes of one row that stand next to each other. `wasThere`: the later takes a delete
 * back, and the row was there until then, so a restore may join an update.
 *
 * What a server has accepted is judged by `base_rev`: which of the row's columns the writer had
 * seen. Two patches of different bases are told apart by the server, so they are only folded where
 * nothing of the earlier one's is left to judge.
 */
export function fold<T extends Change>(earlier: T, later: Change, wasThere = false): Folding<T> {
  if (!mayJoin(earlier, later)) return KEEP
  if (later.op === 'delete') return foldDelete(earlier, later)
  if (earlier.op === 'delete') return restores(later) ? replaced(earlier, later) : KEEP
  if (later.op === 'insert' && earlier.op === 'update') return KEEP
  const revives = later.op === 'update' && restores(later) && !restores(earlier)
  if (revives && earlier.op === 'update' && !wasThere) return KEEP
  if (!sameBase(earlier, later) && !overwrites(earlier, later)) return KEEP
  const payload = composePayload(earlier, later)
  return { kind: 'rewrite', change: { ...onBase(earlier, later), payload, hlc: later.hlc } }
}

/** A group is sent whole; beside its own members only a correction of what it makes may go into it. */
function mayJoin(earlier: Change, later: Change): boolean {
  if (later.group === earlier.group) return true
  return later.group === undefined && earlier.op === 'insert'
}

function foldDelete<T extends Change>(earlier: T, later: Change): Folding<T> {
  switch (earlier.op) {
    case 'delete':
      return { kind: 'rewrite', change: { ...onBase(earlier, later), hlc: later.hlc } }
    case 'insert':
      return isOursAlone(earlier, later) ? { kind: 'withdraw' } : KEEP
    case 'update': {
      const onlyRestores = restores(earlier) && Object.keys(earlier.payload).length === 2
      return onlyRestores ? replaced(earlier, later) : KEEP
    }
    default:
      return earlier.op satisfies never
  }
}

/** What has its content's id may be on the server already, made by another device. */
function isOursAlone(earlier: Change, later: Change): boolean {
  const seen = base(earlier) !== 0 || base(later) !== 0
  return !seen && entityOf(earlier.table)?.identify === undefined
}

function replaced<T extends Change>(earlier: Change, later: Change): Folding<T> {
  const seen = earlier.base_rev
  const known = later.base_rev !== undefined || seen === undefined
  return { kind: 'replace', later: known ? later : { ...later, base_rev: seen } }
}

/** No row has rev 0: who has seen none has seen nothing of the server's. */
function base({ base_rev = 0 }: Change): number {
  return base_rev
}

function sameBase(earlier: Change, later: Change): boolean {
  return base(earlier) === base(later)
}

function onBase<T extends Change>(earlier: T, later: Change): T {
  return base(later) === base(earlier) ? earlier : { ...earlier, base_rev: base(later) }
}

/** Whether a later patch says anew all that an earlier one said: of sets and objects it says parts. */
function overwrites(earlier: Change, later: Change): boolean {
  if (earlier.op !== later.op) return false
  const columns = entityOf(earlier.table)?.columns
  return Object.keys(earlier.payload).every((column) => {
    const whole = (columns?.get(column)?.merge ?? 'whole') === 'whole'
    return whole && Object.hasOwn(later.payload, column)
  })
}
