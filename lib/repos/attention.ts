import { useLiveQuery } from 'dexie-react-hooks'
import type { Refused } from '../buffer/attention.ts'
import type { WriteChange } from '../buffer/change.ts'
import { waitingForServer } from '../flush/memory.ts'
import { entities } from '../schema/entities.ts'
import type { Entity } from '../schema/entity.ts'
import { library } from './library.ts'
import { readOne } from './read.ts'

/** A change that a person decides about, by the name that they know its row by. */
export interface RefusedWrite extends Refused {
  /** Null where neither the row nor the change has a name. */
  name: string | null
}

export interface AttentionList {
  rejected: RefusedWrite[]
  /** Those that lost against something newer. */
  superseded: RefusedWrite[]
  /** How many changes wait until the server is updated. */
  waitingForServerUpdate: number
}

const NOTHING: AttentionList = { rejected: [], superseded: [], waitingForServerUpdate: 0 }

/** What a person may want to look at: what was refused, what came too late, what waits for the server. */
export function useAttention(): AttentionList {
  const { buffer } = library()
  return useLiveQuery(readAttention, [buffer]) ?? NOTHING
}

async function readAttention(): Promise<AttentionList> {
  const { buffer } = library()
  const { rejected, superseded } = await buffer.attention()
  return {
    rejected: await Promise.all(rejected.map(named)),
    superseded: await Promise.all(superseded.map(named)),
    waitingForServerUpdate: await waitingForServer(buffer),
  }
}

async function named(refused: Refused): Promise<RefusedWrite> {
  return { ...refused, name: nameIn(await rowOf(refused.change)) ?? nameIn(refused.change.payload) }
}

async function rowOf({ table, payload }: WriteChange): Promise<Record<string, unknown>> {
  const entity = entities[table] as unknown as Entity // every member is an Entity of its own fields
  return { ...(await readOne(library(), entity, String(payload.id))) }
}

/** What rows are called by, in the order of how well it is known. */
const NAMES = ['title', 'name', 'front', 'filename', 'label', 'quote']

function nameIn(values: Record<string, unknown>): string | null {
  const name = NAMES.map((each) => values[each]).find(
    (one) => typeof one === 'string' && one !== '',
  )
  return typeof name === 'string' ? name : null
}

/** Sends a refused change again, as a new one. Answers whether there was such a change. */
export function retryWrite(id: string): Promise<boolean> {
  return editWrite(id, {})
}

/** Sends a refused change again with a patch of its payload. Throws InvalidChangeError. */
export async function editWrite(id: string, patch: Record<string, unknown>): Promise<boolean> {
  const { buffer, nudge } = library()
  const sent = await buffer.retry(id, patch)
  if (sent) nudge()
  return sent
}

/** Forgets a refused change, because its person said so. Answers whether there was such a change. */
export async function discardWrite(id: string): Promise<boolean> {
  const { buffer, nudge } = library()
  const discarded = await buffer.discard(id)
  if (discarded) nudge()
  return discarded
}

/** Everything that no server has, as JSON. */
export function exportWrites(): Promise<string> {
  return library().buffer.exportAll()
}
