import { own } from '../rules/json.ts'
import type { RowClock, Stamp, Stamps } from '../rules/stamps.ts'
import { sameWrite } from './cell.ts'

/** The same writes, as part of another row's revision. */
export function restamped(clock: RowClock, rev: number): RowClock {
  const stamps = Object.entries(clock).map(([column, stamp]) => [
    column,
    isStamp(stamp) ? { ...stamp, rev } : allWith(stamp, rev),
  ])
  return Object.fromEntries(stamps)
}

/** Whether two rows bear the stamps of the same writes, whatever their revisions. */
export function sameWrites(a: RowClock, b: RowClock): boolean {
  const [one, other] = [stampsOf(a), stampsOf(b)]
  return (
    one.size === other.size && [...one].every(([key, stamp]) => sameWrite(other.get(key), stamp))
  )
}

function allWith(stamps: Stamps, rev: number): Stamps {
  return Object.fromEntries(Object.entries(stamps).map(([part, one]) => [part, { ...one, rev }]))
}

function stampsOf(clock: RowClock): Map<string, Stamp> {
  const stamps = Object.entries(clock).flatMap(([column, stamp]): [string, Stamp][] =>
    isStamp(stamp)
      ? [[column, stamp]]
      : Object.entries(stamp).map(([part, one]) => [JSON.stringify([column, part]), one]),
  )
  return new Map(stamps)
}

/** Whether a column is one cell; of any other each part bears a stamp. */
function isStamp(stamp: Stamp | Stamps): stamp is Stamp {
  return typeof own(stamp as Record<string, unknown>, 'hlc') === 'string'
}
