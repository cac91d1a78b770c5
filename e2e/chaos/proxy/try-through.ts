import { connect } from 'node:net'
import { type LoopbackHandler, startLoopback } from '../../../lib/testing/loopback.ts'
import { type FaultProxy, startProxy } from '../proxy.ts'

/** A proxy before a loopback server, for the proxy's own tests. */
export async function proxied(handler: LoopbackHandler) {
  const server = await startLoopback(handler)
  const proxy = await startProxy(Number(new URL(server.url).port))
  const close = async () => {
    await proxy.close()
    await server.close()
  }
  return { server, proxy, close }
}

/** What came of one plain HTTP request over a connection of its own. */
export interface Raw {
  text: string
  /** In how many pieces it came. */
  pieces: number
  /** How the connection ended: in order, or with this error. */
  end: string
  ms: number
}

/** Asks over a socket, so that each piece and the way the connection ends can be seen. */
export function askRaw(proxy: FaultProxy, giveUpMs = 1_000): Promise<Raw> {
  const startedMs = performance.now()
  const raw = { text: '', pieces: 0 }
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1')
    const end = (how: string) => {
      clearTimeout(timer)
      socket.destroy()
      resolve({ ...raw, end: how, ms: performance.now() - startedMs })
    }
    const timer = setTimeout(() => end('no answer'), giveUpMs)
    socket.on('data', (piece) => {
      raw.text += piece
      raw.pieces += 1
    })
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message))
    socket.once('end', () => end('in order'))
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  })
}
