import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createLog } from '../../../log.ts'
import { readerGone, sendAnswer } from '../../../shapes/send.ts'
import type { ShapeSource } from '../../../shapes/source.ts'
import { startEngine } from '../engine.ts'
import type { EngineSettings } from '../settings.ts'

export const PUBLICATION = 'engine_test_publication'

/** An engine on a port of its own, without owners in front. */
export interface BareEngine {
  /** The address of its shapes. */
  url: string
  /** Closes the engine and opens another on the same address; readers see the connection break off. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** Serves an engine over HTTP; resolves when it follows the database's changes. */
export async function startBareEngine(
  databaseUrl: string,
  settings: Partial<EngineSettings> = {},
): Promise<BareEngine> {
  const log = createLog(process.env.ENGINE_LOG ?? 'silent')
  const open = () => startEngine({ databaseUrl, publication: PUBLICATION, log, settings })
  let engine = open()
  const server = serve((params, signal) => engine.answer(params, signal))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  const url = `http://127.0.0.1:${port}/v1/shape`
  await untilServing(url)
  return {
    url,
    restart: async () => {
      server.closeAllConnections()
      await engine.close()
      engine = open()
      await untilServing(url)
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await engine.close()
      await closed
    },
  }
}

function serve(answer: ShapeSource['answer']) {
  return createServer(async (request, response) => {
    const gone = readerGone(response)
    const { searchParams } = new URL(request.url ?? '/', 'http://engine')
    try {
      const reply = await answer(searchParams, gone)
      if (request.method === 'HEAD') response.writeHead(reply.status, reply.headers).end()
      else await sendAnswer(response, reply, gone)
    } catch {
      response.destroy()
    }
  })
}

/** An engine that isn't ready says 503 to everything; of a table that nobody has it then says 400. */
async function untilServing(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}?table=nobodys_table&offset=-1`)
    await answer.arrayBuffer()
    if (answer.status !== 503) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
