import { WriteBuffer } from '../../buffer/write-buffer.ts'
import { type MirrorDatabase, openMirror } from '../../electric/mirror-database.ts'
import type { FlushOutcome } from '../../flush/outcome.ts'
import { type FlushWorker, initFlushWorker } from '../../flush/worker.ts'
import { keepSettled } from '../../repos/settle.ts'
import type { Client } from './client.ts'
import { cutOff } from './disk.ts'
import { POISONS, type World } from './world.ts'

/** One page, or the service worker, of a client: real code over the client's databases, until it dies. */
export interface Page {
  id: string
  buffer: WriteBuffer
  mirror: MirrorDatabase
  worker: FlushWorker
  /** What its last flush came to; null while one is under way or none was. */
  outcome: FlushOutcome | null
  dead: boolean
  stopSettling: () => void
}

/** Opens a page of a client. */
export async function openPage(world: World, client: Client): Promise<Page> {
  client.pagesOpened += 1
  const id = `${client.n}.${client.pagesOpened}`
  const buffer = new WriteBuffer({
    clientId: client.id,
    suffix: client.suffix,
    now: client.now,
  })
  const enqueue = buffer.enqueue.bind(buffer)
  buffer.enqueue = async (changes) => {
    const count = Array.isArray(changes) ? changes.length : 1
    client.enqueued.begun += count
    const queued = await enqueue(changes)
    client.enqueued.answered += count
    for (const { id, op } of queued) {
      if (op !== 'delete' && world.random.chance(world.poisonous)) {
        world.poison.set(id, world.random.pick(POISONS))
      }
    }
    return queued
  }
  const mirror = openMirror(client.suffix)
  await buffer.db.open()
  await mirror.open()
  const worker = initFlushWorker({
    apiBase: 'https://server.example',
    buffer,
    batchSize: world.random.pick(world.batchSizes),
    token: async () => client.token,
    lock: `flush:${client.n}#${id}`,
    fetch: world.network.fetchOf(client.n, id),
    now: client.now,
    random: () => world.random.next(),
  })
  // Watching costs a third of a run; what is watched for can be settled by a step as well.
  const watches = world.random.chance(0.4)
  const stopSettling = watches ? keepSettled({ buffer, mirror }) : () => {}
  const page = { id, buffer, mirror, worker, outcome: null, dead: false, stopSettling }
  world.tamper.page?.(page)
  client.pages.push(page)
  return page
}

/** Kills a page where it stands: its code is never heard of again. */
export function killPage(world: World, client: Client, page: Page): void {
  page.dead = true
  client.pages.splice(client.pages.indexOf(page), 1)
  cutOff(page.buffer.db)
  cutOff(page.mirror)
  page.stopSettling()
  world.locks.bury(page.id)
  world.network.bury(page.id)
}

/** Starts a flush; how it ends is noted, nobody waits for it. */
export function startFlush(world: World, page: Page, patient: boolean): void {
  const flush = page.worker.flush({ patient })
  flush.then(
    (outcome) => {
      page.outcome = outcome
      const more = 'reason' in outcome ? ` (${outcome.reason})` : ''
      world.trace(`page ${page.id} flushed: ${outcome.kind}${more}`)
    },
    (error: unknown) => world.violation(`the flush of page ${page.id} failed: ${error}`),
  )
}
