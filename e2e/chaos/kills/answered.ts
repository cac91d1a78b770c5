import { delay } from '../../../lib/kit/delay.ts'
import { createGate } from '../gate.ts'
import { idsOf } from '../proxy/exchange.ts'
import { type BrowserGround, QUEUE } from './browser-ground.ts'

/** Long enough, in milliseconds, for an answer on this machine to be read. */
const READ_MS = 40

/**
 * Saves works, most of them as one batch, lets the server answer for them and the background read the answer, and
 * keeps it from writing the answer down until the tab lets go. Answers the ids of the batch.
 */
export async function answerUnwritten(
  { proxy, tab, create }: BrowserGround,
  titles: string[],
): Promise<string[]> {
  await proxy.poison({ kind: 'down' })
  await create(titles)
  const gate = createGate()
  // one that was tried before may go by itself
  const least = Math.ceil(titles.length / 2)
  proxy.fault({ kind: 'holdAnswer', gate, least })
  await proxy.poison(null)
  void tab.call('flush')
  await gate.reached
  proxy.fault(null)
  await tab.call('occupy', { database: QUEUE, store: 'head' })
  gate.open()
  await delay(READ_MS)
  const batch = proxy.writes.at(-1)
  return batch ? idsOf(batch) : []
}
