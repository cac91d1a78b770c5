import { createPdfAnnotation, deleteAnnotation, updateAnnotation } from '../../repos/annotations.ts'
import { createCard, reviewCard, updateCard } from '../../repos/cards.ts'
import {
  addToCollection,
  createCollection,
  deleteCollection,
  moveInCollection,
  removeFromCollection,
  renameCollection,
} from '../../repos/collections.ts'
import { addEdge, removeEdge } from '../../repos/edges.ts'
import { readAll } from '../../repos/read.ts'
import { annotation } from '../../schema/annotation.ts'
import { card } from '../../schema/card.ts'
import { collection } from '../../schema/collection.ts'
import { edge } from '../../schema/edge.ts'
import type { Entity, Fields } from '../../schema/entity.ts'
import { work } from '../../schema/work.ts'
import type { Verb } from './verbs.ts'

type About = Parameters<Verb>[0]

/** What people do beside works and files. */
export const MORE_VERBS: [number, Verb][] = [
  [
    2,
    async ({ word }) =>
      `makes collection ${(await createCollection({ name: word() })).id.slice(0, 8)}`,
  ],
  [4, inCollections],
  [3, relate],
  [2, unrelate],
  [4, annotate],
  [3, review],
]

async function some<F extends Fields>({ random, page }: About, entity: Entity<F>) {
  const rows = await readAll(page, entity)
  return rows.length === 0 ? undefined : random.pick(rows.sort((a, b) => (a.id < b.id ? -1 : 1)))
}

async function inCollections(about: About): Promise<string> {
  const [into, one] = [await some(about, collection), await some(about, work)]
  if (!into || !one) return 'finds no collection'
  const { random, word } = about
  const deed = random.int(0, 9)
  if (deed < 4) await addToCollection(into.id, one.id)
  else if (deed < 6) await moveSomething(about)
  else if (deed < 8) await removeFromCollection(into.id, one.id)
  else if (deed < 9) await renameCollection(into.id, word())
  else await deleteCollection(into.id)
  return `orders collection ${into.id.slice(0, 8)}`
}

/** What is not in a collection can't be moved in it. */
async function moveSomething({ random, page }: About): Promise<void> {
  const inside = (await readAll(page, edge)).filter(({ relation }) => relation === 'contains')
  if (inside.length === 0) return
  const { fromId, toId } = random.pick(inside.sort((a, b) => (a.id < b.id ? -1 : 1)))
  await moveInCollection(fromId, toId, { after: null })
}

async function relate(about: About): Promise<string> {
  const [from, to] = [await some(about, work), await some(about, work)]
  if (!from || !to || from.id === to.id) return 'finds nothing to relate'
  const relation = about.random.pick(['relatedTo', 'cites'] as const)
  await addEdge({ relation, fromId: from.id, toId: to.id, label: about.word() })
  return `relates ${from.id.slice(0, 8)}`
}

async function unrelate(about: About): Promise<string> {
  const one = await some(about, edge)
  if (!one) return 'finds no relation'
  await removeEdge(one.relation, one.fromId, one.toId)
  return `takes away a relation of ${one.fromId.slice(0, 8)}`
}

/** Few places, so that two devices often mark the same one. */
async function annotate(about: About): Promise<string> {
  const { random, word } = about
  const known = await some(about, annotation)
  const deed = random.int(0, 9)
  if (known && deed < 3)
    await updateAnnotation(known.id, { notes: word(), tags: { add: [random.pick(['a', 'b'])] } })
  else if (known && deed < 5) await deleteAnnotation(known.id)
  else {
    const rects = [{ x: 0.1, y: 0.2, width: 0.3, height: 0.1 }]
    const place = {
      sha256: 'ab'.repeat(32),
      page: random.int(1, 3),
      shape: 'highlight',
      rects,
    } as const
    await createPdfAnnotation(
      { ...place, rects },
      { notes: word(), workId: (await some(about, work))?.id ?? null },
    )
  }
  return 'marks a place'
}

async function review(about: About): Promise<string> {
  const { random, word } = about
  const known = await some(about, card)
  const now = new Date(Date.now())
  if (!known || random.chance(0.3)) {
    const workId = (await some(about, work))?.id ?? null
    await createCard({ front: word(), workId }, now)
    return 'makes a card'
  }
  if (random.next() < 0.3) await updateCard(known.id, { back: word() })
  else await reviewCard(known, random.pick([1, 2, 3, 4] as const), now)
  return 'learns'
}
