import type { Pool } from 'pg'
import type { Log } from '../../../log.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { RequestErrors } from '../protocol/request.ts'
import type { EngineSettings } from '../settings.ts'
import { SnapshotChunks } from '../snapshot/chunks.ts'
import { takeSnapshot } from '../snapshot/take.ts'
import { Unavailable } from '../unavailable.ts'
import type { Apply } from '../wal/apply.ts'
import type { Definition } from './definition.ts'
import { newHandle } from './handle.ts'
import { makeFilter } from './make-filter.ts'
import { Shape } from './shape.ts'
import type { Shapes } from './shapes.ts'
import { viewOf } from './view.ts'

export type Opened = { ok: true; shape: Shape } | { ok: false; errors: RequestErrors }

interface World {
  pool: Pool
  catalogue: Catalogue
  shapes: Shapes
  stream: Apply
  settings: EngineSettings
  log: Log
}

/** Opens shapes; requests for the same one at the same time get the same one. */
export class Opening {
  readonly #world: World
  readonly #opening = new Map<string, Promise<Opened>>()

  constructor(world: World) {
    this.#world = world
  }

  /** The shape of a definition: the one there is, or a new one. */
  async open(definition: Definition): Promise<Opened> {
    const shape = this.#world.shapes.find(definition)
    if (shape !== undefined) return { ok: true, shape }
    const { identity } = definition
    const started = this.#opening.get(identity)
    if (started !== undefined) return started
    const opening = this.#make(definition).finally(() => this.#opening.delete(identity))
    this.#opening.set(identity, opening)
    return opening
  }

  async #make(definition: Definition): Promise<Opened> {
    const { pool, catalogue, shapes, stream, settings } = this.#world
    const made = await makeFilter(pool, definition)
    if (!made.ok) return made
    if (!stream.connected || !catalogue.isCurrent(definition.table))
      throw new Unavailable('the database has just changed', 1)
    const view = viewOf(definition, made.filter)
    const chunks = new SnapshotChunks(settings.chunkBytes)
    const shape = new Shape(newHandle(), definition, view, chunks)
    const appliedBefore = stream.recent.list()
    shapes.add(shape)
    void this.#load(shape, appliedBefore)
    return { ok: true, shape }
  }

  async #load(shape: Shape, appliedBefore: readonly number[]): Promise<void> {
    const { pool, shapes, log } = this.#world
    try {
      await takeSnapshot(pool, shape, appliedBefore)
    } catch (error) {
      shape.snapshot.fail(error instanceof Error ? error : new Error(String(error)))
      if (shape.ended) return
      log.warn({ handle: shape.handle, error: String(error) }, 'snapshot failed')
      shapes.end(shape, 'its snapshot failed')
    }
  }
}
