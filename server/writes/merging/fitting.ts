import { valueLimits } from '../../../lib/schema/limits.ts'
import type { StoredRow } from '../rules/rows.ts'
import type { Cell } from './cell.ts'
import type { Place } from './places.ts'

/** A cell that a row may take from another one, and its own there. */
export interface Offered {
  place: Place
  mine: Cell
  theirs: Cell
}

/** What one column of parts may take on yet. */
interface Room {
  members: number
  stamps: number
  text: number
}

/**
 * Of the cells that a row may take those for which it has room: nobody can be told that a merge is
 * too large. What is left out stays with the row that had it.
 */
export function fitting<T extends Offered>(into: StoredRow, offered: readonly T[]): T[] {
  const rooms = new Map<string, Room>()
  return offered.filter(({ place: { column, part }, mine, theirs }) => {
    if (part === null) return true
    const room = rooms.get(column) ?? roomIn(into, column)
    rooms.set(column, room)
    const members = Number(isThere(theirs)) - Number(isThere(mine))
    const stamps = Number(theirs.stamp !== undefined) - Number(mine.stamp !== undefined)
    const text = stamps * part.length
    if (members > 0 && room.members < members) return false
    if (stamps > 0 && (room.stamps < stamps || room.text < text)) return false
    room.members -= members
    room.stamps -= stamps
    room.text -= text
    return true
  })
}

function roomIn(row: StoredRow, column: string): Room {
  const value = row[column] ?? []
  const max = Array.isArray(value) ? valueLimits.arrayItems : valueLimits.objectKeys
  const stamped = Object.keys(row.clock[column] ?? {})
  const text = stamped.reduce((sum, { length }) => sum + length, 0)
  return {
    members: max - Object.keys(value).length,
    stamps: valueLimits.stampedParts - stamped.length,
    text: valueLimits.stampedText - text,
  }
}

const isThere = ({ value }: Cell): boolean => value !== null && value !== undefined
