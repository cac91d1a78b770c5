import { connect, type Socket } from 'node:net'
import { delay } from '../../../lib/kit/delay.ts'
import { pass } from './pass.ts'
import type { Toxic } from './toxics.ts'

export type Direction = 'up' | 'down'

/** What rules the connections of a proxy at this moment. */
export interface Weather {
  toxic: Toxic | null
  /** Fires when the toxic is taken away or replaced. */
  healed: AbortSignal
}

/** Looks at each piece of one connection, holds it for as long as it likes, and says what becomes of it. */
export type Tap = (piece: Buffer, direction: Direction) => Fate | Promise<Fate>
type Fate = 'pass' | 'cut'

export interface Link {
  /** Ends it at once. */
  cut(): void
}

/** Joins a client with the target, as the weather lets it. */
export function join(client: Socket, port: number, weather: () => Weather, tap: Tap): Link {
  const server = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  const cut = () => {
    client.destroy()
    server.destroy()
  }
  for (const socket of [client, server]) socket.setNoDelay(true).on('error', cut)
  flow(client, server, 'up', weather, tap).catch(cut)
  flow(server, client, 'down', weather, tap).catch(cut)
  const { toxic, healed } = weather()
  if (toxic?.kind === 'reset') void resetLater(client, toxic.afterMs, healed).then(cut)
  return { cut }
}

async function resetLater(client: Socket, afterMs: number, healed: AbortSignal): Promise<void> {
  await delay(afterMs, healed)
  client.resetAndDestroy()
}

async function flow(
  from: Socket,
  to: Socket,
  direction: Direction,
  weather: () => Weather,
  tap: Tap,
): Promise<void> {
  let passed = 0
  for await (const piece of from.iterator({ destroyOnReturn: false })) {
    if ((await tap(piece, direction)) === 'cut') return void to.destroy()
    const { toxic, healed } = weather()
    if (toxic?.kind === 'timeout') return swallow(from, to)
    if (toxic?.kind === 'limit' && direction === 'down') {
      await pass(piece.subarray(0, toxic.bytes - passed), to, null, healed)
      passed += piece.length
      if (passed >= toxic.bytes) return to.destroySoon()
    } else {
      await pass(piece, to, toxic, healed)
    }
  }
  const { toxic, healed } = weather()
  if (toxic?.kind === 'slowClose') await delay(toxic.ms, healed)
  to.end()
}

/** Takes what comes and does nothing with it; whoever takes the toxic away ends the connection. */
async function swallow(from: Socket, to: Socket): Promise<void> {
  from.resume()
  await new Promise<void>((resolve) => from.once('close', () => resolve()))
  to.destroy()
}
