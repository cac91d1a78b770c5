import type { Message, Offset, Row } from '@electric-sql/client'
import { commit } from '../../electric/commit.ts'
import { addMessages, emptyBatch } from '../../electric/log-batch.ts'
import type { SyncedTable } from '../../schema/entities.ts'
import type { Client } from './client.ts'
import type { History, StoredRow } from './history.ts'
import type { Page } from './page.ts'
import type { World } from './world.ts'

type Values = Row<unknown>

/**
 * Lets one shape stream of a client take what the server has, up to a transaction of the world's
 * choosing, or to the end. The messages are Electric's, the commit is the mirror's own.
 */
export async function feed(
  world: World,
  client: Client,
  page: Page,
  table: SyncedTable,
  upTo: (from: number, end: number) => number = (_from, end) => end,
): Promise<void> {
  const stream = client.feeds[table]
  if (stream.writing && !stream.writing.dead) return
  stream.writing = page
  const { handle } = stream
  const kept = await page.mirror.shapes.get(table)
  const { commits } = world.history
  const known = kept?.handle === handle ? Number(kept.offset?.split('_')[0]) : null
  // A snapshot is taken when it is asked for; only a log can lag behind.
  const end = known === null ? commits.length : upTo(known, commits.length)
  const messages =
    known === null ? loaded(world.history, table, end) : logged(world.history, table, known, end)
  if (world.healed && known === end) {
    stream.writing = null
    return
  }
  const lsn = commits[end - 1]?.lsn ?? '0'
  if (known === null) await world.tamper.load?.(page, table)
  const batch = addMessages(emptyBatch(kept?.handle === undefined), messages)
  const offset: Offset = `${end}_0`
  world.trace(`client ${client.n} hears ${table} ${known ?? 'anew'}..${end}`)
  await commit(
    page.mirror,
    table,
    batch,
    { handle, offset, lsn, epoch: world.history.epoch, after: kept?.handle ?? null },
    client.now(),
  )
  stream.writing = null
}

/** The whole table as it was after so many commits, after a must-refetch. */
function loaded(history: History, table: string, end: number): Message<Values>[] {
  const rows = history.liveAfter(table, end).map((row) => message('insert', shown(row)))
  return [{ headers: { control: 'must-refetch' } } as Message<Values>, ...rows]
}

/** What the log says of a table between two commits. */
function logged(history: History, table: string, from: number, end: number): Message<Values>[] {
  return history.commits.slice(from, end).flatMap(({ versions }) =>
    versions
      .filter((one) => one.table === table)
      .flatMap(({ row }) => {
        const before = history.pastOf(table, row.id).findLast((one) => one.rev < row.rev)
        return step(before?.row, row)
      }),
  )
}

/** A shape holds live rows only: a tombstone leaves it, a restored row enters it whole. */
function step(before: StoredRow | undefined, row: StoredRow): Message<Values>[] {
  const wasThere = before !== undefined && before.deleted_at === null
  if (row.deleted_at !== null) return wasThere ? [message('delete', { id: row.id })] : []
  if (!wasThere) return [message('insert', shown(row))]
  const changed = Object.entries(shown(row)).filter(
    ([column, value]) =>
      column === 'id' || JSON.stringify(value) !== JSON.stringify(before[column]),
  )
  return [message('update', Object.fromEntries(changed))]
}

function shown({ deleted_at: _, ...row }: StoredRow): Record<string, unknown> {
  return structuredClone(row)
}

function message(operation: 'insert' | 'update' | 'delete', value: object): Message<Values> {
  const { id } = value as { id: string } // each of them names its row
  return { key: id, value, headers: { operation } } as Message<Values> // what the mirror reads of it
}
