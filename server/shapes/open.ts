import type { Streaming } from '../config.ts'
import { startEngine } from '../embedded/engine/engine.ts'
import type { Log } from '../log.ts'
import { electricSource } from './electric.ts'
import type { ShapeSource } from './source.ts'

/** What the migrations publish, and the embedded engine follows. */
const PUBLICATION = 'deeprecall_publication'

/** Whoever streams the shapes: the engine in this process, or the real Electric. */
export function openShapes(streaming: Streaming, databaseUrl: string, log: Log): ShapeSource {
  return streaming.kind === 'electric'
    ? electricSource({ ...streaming, log })
    : startEngine({ databaseUrl, publication: PUBLICATION, log })
}
