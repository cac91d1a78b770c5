import type { ShapeResult } from '../electric/use-shape.ts'
import { watched } from '../kit/live.ts'
import { type Edge, edge, edgeId } from '../schema/edge.ts'
import { type End, readEnds } from './ends.ts'
import { library, type OpenLibrary } from './library.ts'
import { byPosition, placeAt } from './order.ts'
import { equalTo, readSome } from './read-some.ts'
import { useRead } from './use-rows.ts'
import { deleteRow, enqueue, making, patching } from './write.ts'

/*
 * What a collection or an activity contains: `contains` edges from it, ordered by their keys. Two
 * devices may add, move and remove at once: each edge is a row of its own, and so nothing is lost.
 * Those that make room are no group with what is added: one that was removed elsewhere would refuse it.
 */

/** One thing in a container, with the edge that holds it there. */
export type Content = End & { edge: Edge }

/** Where to put something: behind that thing; null: first; absent: last. */
export interface Place {
  after?: string | null
}

/** The contents of a container in order, but for those that are gone themselves. */
export const useContents = (containerId: string): ShapeResult<Content[]> =>
  useRead(edge, () => readContents(library(), containerId), [], [containerId])

/** Puts something in a container. What is in it already moves only where a place is named. */
export async function addTo(containerId: string, id: string, place: Place = {}): Promise<void> {
  const edges = await edgesIn(library(), containerId)
  const ends = { relation: 'contains', fromId: containerId, toId: id } as const
  if (place.after === undefined && edges.some(({ toId }) => toId === id)) {
    await enqueue([await making(edge, ends)])
    return
  }
  const { position, moves } = await positionFor(edges, id, place)
  await enqueue([await making(edge, { ...ends, position }), ...moves])
}

/** Moves something that is in a container to another place in it. */
export async function moveIn(containerId: string, id: string, place: Place): Promise<void> {
  const edges = await edgesIn(library(), containerId)
  const { position, moves } = await positionFor(edges, id, place)
  const own = await patching(edge, edgeId('contains', containerId, id), { position })
  await enqueue([own, ...moves])
}

export const removeFrom = (containerId: string, id: string): Promise<void> =>
  deleteRow(edge, edgeId('contains', containerId, id))

async function readContents(open: OpenLibrary, containerId: string): Promise<Content[]> {
  const edges = await watched(edgesIn(open, containerId))
  const ends = await readEnds(
    open,
    edges.map(({ toId }) => toId),
  )
  return edges.sort(byPosition).flatMap((one) => {
    const end = ends.get(one.toId)
    return end ? [{ ...end, edge: one }] : []
  })
}

/** In no order. */
function edgesIn(open: OpenLibrary, containerId: string): Promise<Edge[]> {
  const inside = (one: Edge) => one.fromId === containerId && one.relation === 'contains'
  return readSome(open, edge, equalTo('fromId', containerId), inside)
}

/** The key of a place among the others, and the changes that make room there. */
async function positionFor(edges: readonly Edge[], id: string, { after }: Place) {
  const others = edges.filter(({ toId }) => toId !== id).sort(byPosition)
  const behind = others.findIndex(({ toId }) => toId === after)
  const last = after === undefined || (after !== null && behind === -1)
  const { position, moved } = placeAt(others, last ? others.length : behind + 1)
  const moves = moved.map((one) => patching(edge, one.id, { position: one.position }))
  return { position, moves: await Promise.all(moves) }
}
