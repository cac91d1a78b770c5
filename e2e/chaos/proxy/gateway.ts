import { once } from 'node:events'
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  request as send,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Gate } from '../gate.ts'
import { type Exchange, type Fault, idsOf, isRead, isWrite, readExchange } from './exchange.ts'

/** Passes whole requests on to a port, with a fault where one is set for requests to write. */
export interface Gateway {
  port: number
  /** Every request to write, in the order of arrival. */
  writes: Exchange[]
  /** The most requests to write that were under way at once. */
  mostAtOnce(): number
  fault(fault: Fault | null): void
  /** Holds the answers to all requests for shapes, until the gate opens. */
  holdReads(gate: Gate): void
  close(): Promise<void>
}

const PORTAL = '<!doctype html><title>Welcome</title><p>Accept the terms to go online.'

export async function startGateway(targetPort: number): Promise<Gateway> {
  const writes: Exchange[] = []
  const count = { now: 0, most: 0 }
  let fault: Fault | null = null
  let reads: Gate | null = null
  const server = createServer(async (request, response) => {
    const exchange = await readExchange(request).catch(() => null)
    if (!exchange) return
    if (!isWrite(exchange)) {
      const held = async () => (isRead(exchange) ? reads?.pass() : undefined)
      return relay(targetPort, request, exchange, response, held).catch(ignore)
    }
    writes.push(exchange)
    count.now += 1
    count.most = Math.max(count.most, count.now)
    await treat(fault, targetPort, request, exchange, response).catch(ignore)
    count.now -= 1
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port, // a listening TCP server has one
    writes,
    mostAtOnce: () => count.most,
    fault: (next) => {
      fault = next
    },
    holdReads: (gate) => {
      reads = gate
    },
    close: () => close(server),
  }

  /** Whoever broke off, the other side learns it by its own connection's end. */
  function ignore(): void {}
}

async function treat(
  fault: Fault | null,
  port: number,
  request: IncomingMessage,
  exchange: Exchange,
  response: ServerResponse,
): Promise<void> {
  switch (fault?.kind) {
    case 'html':
      response.writeHead(200, { 'Content-Type': 'text/html', 'Access-Control-Allow-Origin': '*' })
      response.end(PORTAL)
      return
    case 'holdRequest':
      await fault.gate.pass()
      return relay(port, request, exchange, response)
    case 'duplicate': {
      const twin = forward(port, request, exchange).then((answer) => answer.resume())
      await Promise.all([twin, relay(port, request, exchange, response)])
      return
    }
    case 'dropAnswer':
      await once(noted(await forward(port, request, exchange), exchange), 'end')
      response.destroy()
      return
    case 'holdAnswer': {
      const held = idsOf(exchange).length >= (fault.least ?? 1)
      return relay(port, request, exchange, response, held ? fault.gate.pass : undefined)
    }
    default:
      return relay(port, request, exchange, response)
  }
}

async function relay(
  port: number,
  request: IncomingMessage,
  exchange: Exchange,
  response: ServerResponse,
  held: () => Promise<unknown> = async () => {},
): Promise<void> {
  try {
    const answer = await forward(port, request, exchange, response)
    await held()
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    noted(answer, exchange)
      .pipe(response)
      .once('close', () => answer.destroy())
    answer.once('error', () => response.destroy())
    if (!response.closed) await once(response, 'close')
  } catch (error) {
    response.destroy()
    throw error
  }
}

/** Notes an answer while it flows; from here on it does. */
function noted(answer: IncomingMessage, exchange: Exchange): IncomingMessage {
  if (!isWrite(exchange)) return answer
  return answer.on('data', (piece: Buffer) => exchange.answer.push(piece))
}

/** Asks the server; a client that goes away takes its question with it. */
async function forward(
  port: number,
  { headers }: IncomingMessage,
  exchange: Exchange,
  response?: ServerResponse,
): Promise<IncomingMessage> {
  const { method, path, body } = exchange
  const asked = send({ port, host: '127.0.0.1', method, path, headers, agent: false })
  response?.once('close', () => asked.destroy())
  const answered = once(asked, 'response')
  asked.end(body)
  const [answer] = (await answered) as [IncomingMessage] // what the event brings
  exchange.status = answer.statusCode ?? null
  return answer
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}
