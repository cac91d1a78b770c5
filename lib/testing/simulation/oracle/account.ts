import type { Client } from '../client.ts'
import type { Page } from '../page.ts'
import type { World } from '../world.ts'

/** Holds a queue's own book against what people have done, and when all is quiet against the server. */
export async function checkAccount(
  world: World,
  client: Client,
  page: Page,
  quiet: boolean,
): Promise<void> {
  const { answered, begun } = client.enqueued
  const book = await page.buffer.account()
  const wrong = (what: string) =>
    world.violation(`client ${client.n}: ${what} in ${JSON.stringify(book)}`)
  if (book.difference !== 0) wrong('a difference')
  if (book.enqueued < answered) wrong(`fewer than the ${answered} that were answered for`)
  if (book.enqueued > begun) wrong(`more than the ${begun} that were begun`)
  if (!quiet) return
  const applied = world.oracle.applied.get(client.id) ?? 0
  if (book.applied !== applied) wrong(`not the ${applied} that took effect`)
  const held = (await page.buffer.getAll()).filter((one) => one.held).length
  if (book.pending !== held) wrong('something waiting')
}
