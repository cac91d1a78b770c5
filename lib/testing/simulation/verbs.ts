import { createAsset, deleteAsset, restoreAsset, updateAsset } from '../../repos/assets.ts'
import { openLibrary } from '../../repos/library.ts'
import { unmergeWork } from '../../repos/merge.ts'
import { readAll } from '../../repos/read.ts'
import {
  createWork,
  createWorkWithAsset,
  deleteWork,
  restoreWork,
  toggleWorkFavorite,
  updateWork,
} from '../../repos/works.ts'
import { asset } from '../../schema/asset.ts'
import { type Work, work } from '../../schema/work.ts'
import type { Client } from './client.ts'
import { MORE_VERBS } from './more-verbs.ts'
import type { Page } from './page.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

/** One thing that a person does, with what they can see. Answers what it was, for the trace. */
export type Verb = (about: {
  random: Random
  word: () => string
  page: Page
  /** Works that were merged away. */
  losers: string[]
}) => Promise<string>

const TAGS = ['art', 'bees', 'cats']
const KEYS = ['shelf', 'mood']

const VERBS: [number, Verb][] = [
  [6, async ({ word }) => `creates ${short((await createWork({ title: word() })).id)}`],
  [3, saveWithAsset],
  [10, onWork(edit)],
  [4, onWork(tag)],
  [3, onWork(key)],
  [2, onWork(async (one) => toggleWorkFavorite(one))],
  [3, onWork(async (one) => deleteWork(one.id))],
  [4, restore],
  [
    3,
    onWork(async (one, { word }) => {
      await createAsset({ workId: one.id, filename: word() })
    }),
  ],
  [4, onAsset],
]

/** What people do where works have identifiers, few enough to be met again. */
const MERGING_VERBS: [number, Verb][] = [
  [
    6,
    async ({ word, random }) =>
      `creates ${short((await createWork({ title: word(), doi: doi(random) })).id)}`,
  ],
  [3, onWork(async (one, { random }) => updateWork(one.id, { doi: doi(random) }))],
  [3, takeOut],
]

/** A person does something on one page of a client. The page may die while they do. */
export async function act(world: World, client: Client, page: Page): Promise<void> {
  openAs(client, page)
  const verb = world.random.weighted(verbsOf(world))
  const word = () => `v${++world.words}`
  const done = await verb({ random: world.random, word, page, losers: [...world.history.losers] })
  world.trace(`client ${client.n} ${done}`)
}

function verbsOf({ varied, merging }: World): [number, Verb][] {
  return [...VERBS, ...(varied ? MORE_VERBS : []), ...(merging ? MERGING_VERBS : [])]
}

/** Makes the verbs work on this page's library. */
export function openAs(client: Client, page: Page) {
  const { buffer, mirror } = page
  return Object.assign(openLibrary(client.about), { buffer, mirror })
}

function onWork(verb: (one: Work, about: Parameters<Verb>[0]) => Promise<void>): Verb {
  return async (about) => {
    const works = await readAll(about.page, work)
    if (works.length === 0) return 'finds no work'
    const one = about.random.pick(works.sort((a, b) => (a.id < b.id ? -1 : 1)))
    await verb(one, about)
    return `${verb.name || 'touches'} ${short(one.id)}`
  }
}

async function edit(one: Work, { random, word }: Parameters<Verb>[0]): Promise<void> {
  const patch = random.pick([
    () => ({ title: word() }),
    () => ({ notes: word() }),
    () => ({ title: word(), notes: word() }),
    () => ({ notes: null }),
    () => ({ year: random.int(1900, 2026), publisher: word() }),
    () => ({ authors: [{ family: word(), role: 'author' as const }] }),
  ])()
  await updateWork(one.id, patch)
}

async function tag(one: Work, { random }: Parameters<Verb>[0]): Promise<void> {
  const [add, remove] = [random.pick(TAGS), random.pick(TAGS)]
  const topics = random.chance(0.6) ? { add: [add] } : { remove: [remove] }
  await updateWork(one.id, { topics })
}

async function key(one: Work, { random, word }: Parameters<Verb>[0]): Promise<void> {
  const value = random.chance(0.25) ? null : word()
  await updateWork(one.id, { metadata: { [random.pick(KEYS)]: value } })
}

async function saveWithAsset({ word }: Parameters<Verb>[0]): Promise<string> {
  const saved = await createWorkWithAsset({ work: { title: word() }, asset: { filename: word() } })
  return `saves ${short(saved.workId)} with ${short(saved.assetId)}`
}

/** Undo: of a delete that is queued here, or of a row that the mirror has seen go. */
async function restore({ random, page }: Parameters<Verb>[0]): Promise<string> {
  const queued = (await page.buffer.getAll()).filter(({ op }) => op === 'delete')
  const buried = await page.mirror.buried.toArray()
  const gone = [
    ...queued.map(({ table, payload }) => ({ table, id: String(payload.id) })),
    ...buried.map(({ table, id }) => ({ table, id })),
  ].filter(({ table }) => table === 'works' || table === 'assets')
  if (gone.length === 0) return 'finds nothing to restore'
  const { table, id } = random.pick(gone)
  await (table === 'works' ? restoreWork(id) : restoreAsset(id))
  return `restores ${table}:${short(id)}`
}

async function onAsset({ random, word, page }: Parameters<Verb>[0]): Promise<string> {
  const assets = await readAll(page, asset)
  const works = await readAll(page, work)
  if (assets.length === 0) return 'finds no asset'
  const { id } = random.pick(assets.sort((a, b) => (a.id < b.id ? -1 : 1)))
  if (random.chance(0.25)) await deleteAsset(id)
  else if (random.chance(0.3)) await updateAsset(id, { workId: null })
  else if (random.chance(0.5) && works.length > 0) {
    await updateAsset(id, { workId: random.pick(works.sort((a, b) => (a.id < b.id ? -1 : 1))).id })
  } else await updateAsset(id, { filename: word(), pageCount: random.int(1, 99) })
  return `touches asset ${short(id)}`
}

async function takeOut({ random, losers }: Parameters<Verb>[0]): Promise<string> {
  if (losers.length === 0) return 'finds nothing that was merged'
  const id = random.pick(losers)
  await unmergeWork(id)
  return `takes ${short(id)} out of what it was merged into`
}

const doi = (random: Random) => `10.1000/${random.int(1, 4)}`

const short = (id: string) => id.slice(0, 8)
