import { useLiveQuery } from 'dexie-react-hooks'
import { unsettled, type WriteChange } from '../buffer/change.ts'
import type { Attempt } from '../buffer/database.ts'
import { pausedBy } from '../flush/memory.ts'
import type { PauseReason } from '../flush/verdict.ts'
import type { SyncedTable } from '../schema/entities.ts'
import { library } from './library.ts'

/** The changes of a table that are not on the server, in order. None while no server is bound. */
export function usePendingWrites(table: SyncedTable): WriteChange[] {
  const { buffer, about } = library()
  const changes = useLiveQuery(() => buffer.ofTable(table), [buffer, table])
  return about.binding ? (changes ?? []).filter(unsettled) : []
}

/** The changes that the server refused, in order; those that lost against something newer among them. */
export function useParkedWrites(): WriteChange[] {
  const { buffer } = library()
  return useLiveQuery(() => buffer.parked(), [buffer]) ?? []
}

/** The last tries to send, newest first: `settled` where the server answered for each change. */
export function useAttempts(limit: number): Attempt[] {
  const { buffer } = library()
  const read = () => buffer.db.attempts.orderBy('n').reverse().limit(limit).toArray()
  return useLiveQuery(read, [buffer, limit]) ?? []
}

/** Why nothing is sent until somebody does something; null where that is not so, undefined until it is read. */
export function useQueuePause(): PauseReason | null | undefined {
  const { buffer } = library()
  return useLiveQuery(() => pausedBy(buffer), [buffer])
}
