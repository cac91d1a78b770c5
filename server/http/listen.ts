import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { CannotStart } from '../cannot-start.ts'
import { codeOf } from '../error-code.ts'

/** Sizes of patience in milliseconds. A live poll is held 20 s, and connections outlive it. */
const HEADERS_TIMEOUT_MS = 20_000
const REQUEST_TIMEOUT_MS = 60_000
const KEEP_ALIVE_TIMEOUT_MS = 75_000
const GRACE_MS = 5_000
const IDLE_CHECK_MS = 50

export interface Listener {
  url: string
  /** Until then every request is answered 503. */
  serve(app: RequestListener): void
  /** Takes no more connections, lets running requests end, and resolves when all are gone. */
  stop(): Promise<void>
}

/** Opens the port; a port or host that can't be had is a `CannotStart`. */
export async function listen(host: string, port: number): Promise<Listener> {
  let handler: RequestListener = notYet
  const server = createServer((request, response) => handler(request, response))
  server.headersTimeout = HEADERS_TIMEOUT_MS
  server.requestTimeout = REQUEST_TIMEOUT_MS
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS
  await open(server, host, port)
  let stopped: Promise<void> | undefined
  return {
    url: urlOf(server),
    serve: (app) => {
      handler = app
    },
    stop: () => {
      stopped ??= close(server)
      return stopped
    },
  }
}

const notYet: RequestListener = (_request, response) => {
  response.writeHead(503, { 'Retry-After': '1', 'Content-Type': 'application/json' })
  response.end(JSON.stringify({ code: 'unavailable', message: 'The server is starting.' }))
}

async function open(server: Server, host: string, port: number): Promise<void> {
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    const said = SENTENCES[codeOf(error)]
    throw said === undefined ? error : new CannotStart(said(host, port))
  }
}

const SENTENCES: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (host, port) =>
    `Port ${port} of ${host} is taken by another program: stop that one, or set PORT to another number.`,
  EACCES: (_host, port) => `This user may not open port ${port}: set PORT to a number above 1023.`,
  EADDRNOTAVAIL: (host) => `${host} is no address of this machine: set HOST to one that is.`,
  ENOTFOUND: (host) => `${host} is no address of this machine: set HOST to one that is.`,
}

function urlOf(server: Server): string {
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('A TCP server has a port')
  const everywhere = address.address === '0.0.0.0' || address.address === '::'
  const host = everywhere ? '127.0.0.1' : address.address
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  // A connection that was busy at close() is kept alive after its answer; nobody needs it any more.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS)
  const hard = setTimeout(() => server.closeAllConnections(), GRACE_MS)
  await closed
  clearInterval(idle)
  clearTimeout(hard)
}
