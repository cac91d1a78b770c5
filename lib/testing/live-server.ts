import { createApp } from '../../server/app.ts'
import { addDevice } from '../../server/auth/devices.ts'
import { ME, ownerNamed } from '../../server/auth/owner-named.ts'
import { startEngine } from '../../server/embedded/engine/engine.ts'
import { createLog } from '../../server/log.ts'
import { createDatabase } from '../../server/testing/database.ts'
import { serve } from '../../server/testing/serve.ts'
import type { Binding } from '../connect/registry.ts'

/** The real server with the embedded engine, on a database of its own, and a way to lose it. */
export async function startLiveServer() {
  const log = createLog('silent')
  const database = await createDatabase()
  const { pool, url: databaseUrl } = database
  const engine = () => startEngine({ databaseUrl, publication: 'deeprecall_publication', log })
  let shapes = engine()
  const source = {
    answer: (...asked: Parameters<typeof shapes.answer>) => shapes.answer(...asked),
    close: () => shapes.close(),
  }
  const served = await serve(createApp({ pool, log, shapes: source }))
  const owner = await ownerNamed(pool, ME)
  const token = await addDevice(pool, owner.id, 'test')
  const binding: Binding = { server: served.url, owner, token }

  let down = false
  const requests: URL[] = []
  return {
    binding,
    pool,
    /** Every shape request that was made, in order. */
    requests,
    /** Real HTTP, but for the time that the network is away. */
    fetch: async (...[input, init]: Parameters<typeof fetch>): Promise<Response> => {
      if (down) throw new TypeError('Failed to fetch')
      requests.push(new URL(input instanceof Request ? input.url : input))
      return fetch(input, init)
    },
    network: (up: boolean) => {
      down = !up
    },
    /** A new engine knows no handle of the old one. */
    restartEngine: async () => {
      await shapes.close()
      shapes = engine()
    },
    close: async () => {
      await shapes.close()
      await served.close()
      await database.drop()
    },
  }
}

export type LiveServer = Awaited<ReturnType<typeof startLiveServer>>
