import { commit } from '../../electric/commit.ts'
import { emptyBatch } from '../../electric/log-batch.ts'
import type { BatchResponse, WireChange } from '../../wire/batch.ts'
import { hlcAt } from '../../wire/hlc.ts'
import type { Page } from './page.ts'
import type { SimulatedServer } from './server.ts'
import type { Tamper } from './world.ts'

/** A world broken on purpose, and by which of the oracle's words it has to be caught. */
export interface Mutant {
  name: string
  tamper: Tamper
  caughtBy: RegExp
}

export const MUTANTS: Mutant[] = [
  {
    name: 'a server that has no ledger, and applies a repeat again',
    tamper: { server: (server) => withChanges(server, (change) => ({ ...change, id: freshId() })) },
    caughtBy: /is told/,
  },
  {
    name: 'a server at which the last to arrive wins, whatever it had seen',
    tamper: { server: (server) => withChanges(server, asIfLast) },
    caughtBy: /is told|has the clock/,
  },
  {
    name: 'a server that lets a delete be undone by a late update',
    tamper: { server: (server) => withChanges(server, restoring) },
    caughtBy: /is told|has the clock/,
  },
  {
    name: 'a server that applies a batch backwards',
    tamper: { server: backwards },
    caughtBy: /is told|took effect after/,
  },
  {
    name: 'a client that forgets what a broken request held',
    tamper: { page: forgetsReleased },
    caughtBy: /from before rev|a difference|differs from the server/,
  },
  {
    name: 'a client that takes a lost answer for a yes',
    tamper: { page: believesLost },
    caughtBy: /not the \d+ that took effect|differs from the server|from before rev/,
  },
  {
    name: 'an overlay that ends with the answer, before the echo',
    tamper: { page: settlesEarly },
    caughtBy: /from before rev|not its own/,
  },
  {
    name: 'an overlay that never ends',
    tamper: { page: neverSettles },
    caughtBy: /waiting \(applied/,
  },
  {
    name: 'a client that shows a refused change as if it held',
    tamper: { page: showsRefused },
    caughtBy: /from before rev|differs from the server/,
  },
  {
    name: 'a queue that gives out the newest change first',
    tamper: { page: newestFirst },
    caughtBy: /took effect after|is told|waiting/,
  },
  {
    name: 'locks that are given to everybody',
    tamper: { locks: (locks) => ({ ...locks, locks: { request: grantAll } }) },
    caughtBy: /two requests under way/,
  },
  {
    name: 'a mirror that is empty for a moment when a shape begins anew',
    tamper: { load: emptyFirst },
    caughtBy: /there false from before rev/,
  },
  {
    name: 'an enqueue that does not keep what it has answered for',
    tamper: { page: losesNew },
    caughtBy: /a difference|not its own|from before rev/,
  },
]

let ids = 0
const freshId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`

/** A server that gets other changes than were sent, and answers as if it had not. */
function withChanges(
  server: SimulatedServer,
  change: (one: WireChange) => WireChange,
): SimulatedServer {
  return {
    ...server,
    apply: async (changes, nowMs) => {
      const sent = changes as WireChange[] // the network carries nothing else
      const others = sent.map(change)
      const names = new Map(others.map(({ id }, i) => [id, sent[i]?.id ?? id]))
      return renamed(await server.apply(others, nowMs), (id) => names.get(id) ?? id)
    },
  }
}

function renamed(response: BatchResponse, nameOf: (id: string) => string): BatchResponse {
  const errors = response.errors?.map((one) => ({ ...one, id: nameOf(String(one.id)) }))
  return {
    ...response,
    applied: response.applied.map(nameOf),
    responses: response.responses.map((one) => ({ ...one, id: nameOf(one.id) })),
    ...(errors ? { errors } : {}),
  }
}

function asIfLast(change: WireChange): WireChange {
  return { ...change, base_rev: 1_000_000, hlc: hlcAt(Date.now() + 4_000) }
}

function restoring(change: WireChange): WireChange {
  if (change.op !== 'update') return change
  return { ...change, payload: { deleted_at: null, ...change.payload } }
}

function backwards(server: SimulatedServer): SimulatedServer {
  return { ...server, apply: (changes, nowMs) => server.apply(changes.toReversed(), nowMs) }
}

function forgetsReleased({ buffer }: Page): void {
  buffer.release = async (which) => {
    const lost = (await buffer.getAll()).filter((one) => one.status === 'syncing' && which(one))
    await buffer.db.batches.clear()
    await buffer.db.queue.bulkDelete(lost.map(({ seq }) => seq))
  }
}

function believesLost({ buffer }: Page): void {
  buffer.release = async (which) => {
    const lost = (await buffer.getAll()).filter((one) => one.status === 'syncing' && which(one))
    const receipts = lost.map(({ id }) => ({ id, outcome: 'applied' as const, rev: 0 }))
    await buffer.markApplied(
      lost.map(({ id }) => id),
      receipts,
      '0',
    )
  }
}

function settlesEarly({ buffer }: Page): void {
  const markApplied = buffer.markApplied.bind(buffer)
  buffer.markApplied = async (...answer) => {
    await markApplied(...answer)
    await buffer.prune((await buffer.applied()).map(({ seq }) => seq))
  }
}

function neverSettles({ buffer }: Page): void {
  buffer.prune = async () => {}
}

function showsRefused({ buffer }: Page): void {
  const ofTable = buffer.ofTable.bind(buffer)
  buffer.ofTable = async (table) => {
    const refused = (await buffer.parked()).filter((one) => one.table === table)
    const shown = refused.map((one) => ({ ...one, status: 'pending' as const }))
    return [...(await ofTable(table)), ...shown].sort((a, b) => a.seq - b.seq)
  }
}

function newestFirst({ buffer }: Page): void {
  const peek = buffer.peek.bind(buffer)
  buffer.peek = async (limit) => (await peek(limit)).toReversed()
}

async function grantAll(name: string, ...rest: unknown[]): Promise<unknown> {
  const callback = rest.at(-1) as (lock: { name: string }) => unknown // it is the last argument in both forms
  return callback({ name })
}

async function emptyFirst(page: Page, table: Parameters<typeof commit>[1]): Promise<void> {
  const { handle } = (await page.mirror.shapes.get(table)) ?? {}
  if (handle === undefined) return
  await commit(page.mirror, table, emptyBatch(true), { handle, offset: '0_0', lsn: null }, 0)
}

function losesNew({ buffer }: Page): void {
  const enqueue = buffer.enqueue.bind(buffer)
  let count = 0
  buffer.enqueue = async (changes) => {
    const queued = await enqueue(changes)
    if (++count % 5 === 0) await buffer.db.queue.bulkDelete(queued.map(({ seq }) => seq))
    return queued
  }
}
