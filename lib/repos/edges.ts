import type { ShapeResult } from '../electric/use-shape.ts'
import { watched } from '../kit/live.ts'
import {
  type Edge,
  type EdgeInsert,
  type EdgePatch,
  edge,
  edgeEnds,
  edgeId,
  type Relation,
} from '../schema/edge.ts'
import { readEnds } from './ends.ts'
import { library, type OpenLibrary } from './library.ts'
import { readAll } from './read.ts'
import { eitherEqualTo, readSome } from './read-some.ts'
import { useRead } from './use-rows.ts'
import { deleteRow, insertRow, patchRow } from './write.ts'

/** Every edge between two things that are there. */
export const useEdges = (): ShapeResult<Edge[]> =>
  useRead(edge, async () => whole(library(), await watched(readAll(library(), edge))), [])

/** The edges that begin or end at an entity, but for those whose other end is gone. */
export const useEdgesOf = (id: string): ShapeResult<Edge[]> =>
  useRead(edge, () => edgesOf(library(), id), [], [id])

/** Relates two entities. Doing it twice, on any device, is one edge; after a removal it is back. */
export function addEdge({ relation, fromId, toId, ...more }: EdgeInsert): Promise<Edge> {
  const [from, to] = edgeEnds(relation, fromId, toId)
  return insertRow(edge, { relation, fromId: from, toId: to, ...more })
}

export const removeEdge = (relation: Relation, fromId: string, toId: string): Promise<void> =>
  deleteRow(edge, edgeId(relation, fromId, toId))

/** Changes what an edge says; its ends and its relation are what it is. Throws InvalidChangeError. */
export const updateEdge = (id: string, patch: EdgePatch): Promise<void> => patchRow(edge, id, patch)

async function edgesOf(open: OpenLibrary, id: string): Promise<Edge[]> {
  const touches = ({ fromId, toId }: Edge) => fromId === id || toId === id
  const found = await watched(readSome(open, edge, eitherEqualTo('fromId', 'toId', id), touches))
  return whole(open, found)
}

/** Those of which both ends are there, oldest first. */
async function whole(open: OpenLibrary, edges: readonly Edge[]): Promise<Edge[]> {
  const ends = await readEnds(
    open,
    edges.flatMap(({ fromId, toId }) => [fromId, toId]),
  )
  return edges
    .filter(({ fromId, toId }) => ends.has(fromId) && ends.has(toId))
    .sort((a, b) => (`${a.createdAt}${a.id}` < `${b.createdAt}${b.id}` ? -1 : 1))
}
