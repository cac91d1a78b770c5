import { useLiveQuery } from 'dexie-react-hooks'
import { unsettled, type WriteChange } from '../buffer/change.ts'
import type { SyncedTable } from '../schema/entities.ts'
import { library } from './library.ts'

/** The changes of a table that are not on the server, in order. None while no server is bound. */
export function usePendingWrites(table: SyncedTable): WriteChange[] {
  const { buffer, about } = library()
  const changes = useLiveQuery(() => buffer.ofTable(table), [buffer, table])
  return about.binding ? (changes ?? []).filter(unsettled) : []
}

/** The changes that the server refused and a person must look at. */
export function useParkedWrites(): WriteChange[] {
  const { buffer } = library()
  const changes = useLiveQuery(() => buffer.getAll(), [buffer])
  return (changes ?? []).filter((change) => change.status === 'error')
}
