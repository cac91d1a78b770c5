import type { Socket } from 'node:net'
import { delay } from '../../../lib/kit/delay.ts'
import type { Toxic } from './toxics.ts'

/** How often a second a slow line lets something through. */
const TICKS = 50

/** Passes one piece on as the toxic lets it. The signal fires when the toxic ends: nothing waits any longer. */
export async function pass(
  piece: Buffer,
  to: Socket,
  toxic: Toxic | null,
  healed: AbortSignal,
): Promise<void> {
  switch (toxic?.kind) {
    case 'latency':
      await delay(toxic.ms + (Math.random() * 2 - 1) * toxic.jitterMs, healed)
      return write(to, piece)
    case 'bandwidth':
      return inSlices(piece, to, Math.ceil(toxic.bytesPerSecond / TICKS), 1000 / TICKS, healed)
    case 'slicer':
      return inSlices(piece, to, toxic.bytes, toxic.delayMs, healed)
    default:
      return write(to, piece)
  }
}

async function inSlices(
  piece: Buffer,
  to: Socket,
  bytes: number,
  delayMs: number,
  healed: AbortSignal,
): Promise<void> {
  for (let at = 0; at < piece.length; at += bytes) {
    if (healed.aborted) return write(to, piece.subarray(at))
    await write(to, piece.subarray(at, at + bytes))
    await delay(delayMs, healed)
  }
}

/** Writes, and waits while the other side takes no more. */
async function write(to: Socket, piece: Buffer): Promise<void> {
  if (to.destroyed || to.write(piece)) return
  await new Promise<void>((resolve) => {
    to.once('drain', resolve)
    to.once('close', resolve)
  })
}
