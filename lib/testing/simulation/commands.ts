import fc from 'fast-check'
import { readAll } from '../../repos/read.ts'
import {
  createWork,
  createWorkWithAsset,
  deleteWork,
  restoreWork,
  updateWork,
} from '../../repos/works.ts'
import { work } from '../../schema/work.ts'
import { moveCall, serve, serveTwice } from './exchange.ts'
import { streamAll } from './heal.ts'
import { oddAnswer } from './network.ts'
import { killPage, openPage, startFlush } from './page.ts'
import type { Scene } from './scene.ts'

/** What a person who is alone with their library must see: each work's title, and whether it is there. */
export interface Library {
  works: { id: string; title: string; there: boolean }[]
}

export type Command = fc.AsyncCommand<Library, Scene>

/** A command of a name; after it the person sees exactly what they did. */
function command(
  name: string,
  check: (model: Library) => boolean,
  run: (model: Library, scene: Scene) => Promise<void>,
): Command {
  return {
    check,
    run: async (model, scene) => {
      await run(model, scene)
      await scene.world.loop.idle()
      const shown = await readAll(scene.page(0), work)
      const titles = shown.map(({ id, title }) => `${id} ${title}`).sort()
      const wanted = model.works
        .filter(({ there }) => there)
        .map(({ id, title }) => `${id} ${title}`)
      if (titles.join() !== wanted.sort().join()) throw new Error(`${name} shows ${titles.join()}`)
      if (scene.world.violations.length > 0) throw new Error(scene.world.violations.join('\n'))
    },
    toString: () => name,
  }
}

const always = () => true
const one = ({ works }: Library, n: number) => works[n % works.length]
const hasOne = (n: number, there: boolean) => (model: Library) => one(model, n)?.there === there

const saves = (title: string): Command =>
  command(`save ${title}`, always, async (model, scene) => {
    const { id } = await scene.as(0, () => createWork({ title }))
    model.works.push({ id, title, there: true })
  })

const savesPair = (title: string): Command =>
  command(`save ${title} with a file`, always, async (model, scene) => {
    const pair = () => createWorkWithAsset({ work: { title }, asset: { filename: title } })
    model.works.push({ id: (await scene.as(0, pair)).workId, title, there: true })
  })

const edits = (n: number, title: string): Command =>
  command(`edit ${n} to ${title}`, hasOne(n, true), async (model, scene) => {
    const known = one(model, n)
    if (!known) return
    await scene.as(0, () => updateWork(known.id, { title }))
    known.title = title
  })

const deletes = (n: number): Command =>
  command(`delete ${n}`, hasOne(n, true), async (model, scene) => {
    const known = one(model, n)
    if (!known) return
    await scene.as(0, () => deleteWork(known.id))
    known.there = false
  })

const restores = (n: number): Command =>
  command(`restore ${n}`, hasOne(n, false), async (model, scene) => {
    const known = one(model, n)
    if (!known) return
    await scene.as(0, () => restoreWork(known.id))
    known.there = true
  })

const flushes = (patient: boolean): Command =>
  command(`flush${patient ? ' patiently' : ''}`, always, async (_, scene) => {
    startFlush(scene.world, scene.page(0), patient)
  })

const waits = (ms: number): Command =>
  command(`wait ${ms} ms`, always, async (_, { world }) => world.loop.advance(ms))

const streams = command('stream', always, (_, { world }) => streamAll(world))

const dies = (turns: number): Command =>
  command(`die after ${turns} turns`, always, async (_, scene) => {
    const { world } = scene
    const [client] = world.clients
    await world.loop.turns(turns)
    if (!client) return
    killPage(world, client, scene.page(0))
    await openPage(world, client)
  })

/** What becomes of the request that is under way. */
const answers = (fate: 'answered' | 'lost' | 'lost after' | 'twice' | 'odd'): Command =>
  command(`the request is ${fate}`, always, async (_, { world }) => {
    const [call] = world.network.calls
    if (!call) return
    if (fate === 'answered') return moveCall(world, call)
    if (fate === 'odd') return call.respond(oddAnswer(world.random).response)
    if (fate === 'twice') return call.respond(await serveTwice(world, call.changes))
    if (fate === 'lost after') await serve(world, call.changes)
    call.fail(new TypeError('Failed to fetch'))
  })

const word = fc
  .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 3 })
  .map((text) => `t${text}`)
const place = fc.nat({ max: 5 })

/** All that may happen to one device, its worker and the server. */
export const COMMANDS: fc.Arbitrary<Command>[] = [
  word.map(saves),
  word.map(savesPair),
  fc.tuple(place, word).map(([n, title]) => edits(n, title)),
  place.map(deletes),
  place.map(restores),
  fc.boolean().map(flushes),
  fc.constantFrom(100, 21_000, 61_000, 3_600_001).map(waits),
  fc.constant(streams),
  fc.nat({ max: 20 }).map(dies),
  fc.constantFrom('answered' as const, 'lost', 'lost after', 'twice', 'odd').map(answers),
]
