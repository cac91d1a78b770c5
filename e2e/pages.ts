import { readFile } from 'node:fs/promises'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

/** Path → body, as in `{'/paper.html': '<title>…'}`. */
export type PageMap = Readonly<Record<string, string | Uint8Array>>

export interface Pages {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  url: string
  close(): Promise<void>
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
}

/** Serves a folder, or pages given by path, on a free port of 127.0.0.1; what is not there is a 404. */
export async function servePages(source: string | PageMap): Promise<Pages> {
  const server = createServer((request, response) => {
    // A missing file, a folder and a broken address are all "not there" for whoever asks over HTTP.
    const body = bodyOf(source, request.url ?? '/').catch(() => undefined)
    void body.then((found) => answer(response, request.url ?? '/', found))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  // A server that listens on a TCP port has an AddressInfo, never a pipe's name.
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, close: () => closeServer(server) }
}

async function bodyOf(source: string | PageMap, address: string) {
  const path = decodeURIComponent(new URL(address, 'http://pages').pathname)
  return typeof source === 'string' ? readFile(join(source, normalize(path))) : source[path]
}

function answer(response: ServerResponse, address: string, body?: string | Uint8Array) {
  if (body === undefined) return response.writeHead(404).end('Not here')
  const type = TYPES[extname(new URL(address, 'http://pages').pathname)] ?? TYPES['.html']
  return response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
}

function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // A browser keeps its connections; without this the server would wait for them.
  server.closeAllConnections()
  return closed
}
