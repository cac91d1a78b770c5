import { copy } from './copy.ts'
import type { SimulatedLocks } from './locks.ts'
import type { Loop } from './loop.ts'
import type { Random } from './random.ts'

/**
 * Puts a world's time, chance and locks in the place of the real ones; answers how to put the real
 * ones back. Everything that the code under test could ask for is the world's: that is what makes a
 * run repeatable to the bit.
 */
export function enterWorld(loop: Loop, random: Random, { locks }: SimulatedLocks): () => void {
  const undo = [
    replace(globalThis, 'setImmediate', loop.setImmediate),
    replace(globalThis, 'setTimeout', loop.setTimeout),
    replace(globalThis, 'clearTimeout', loop.clearTimeout),
    replace(globalThis, 'structuredClone', copy),
    replace(globalThis.Date, 'now', () => loop.now()),
    replace(globalThis.Math, 'random', () => random.next()),
    replace(globalThis.crypto, 'randomUUID', () => random.uuid()),
    replace(globalThis.navigator, 'locks', locks),
    replace(AbortSignal, 'timeout', (ms: number) => timeoutSignal(loop, ms)),
  ]
  return () => {
    for (const one of undo.toReversed()) one()
  }
}

function timeoutSignal(loop: Loop, ms: number): AbortSignal {
  const controller = new AbortController()
  loop.setTimeout(() => controller.abort(new DOMException('timed out', 'TimeoutError')), ms)
  return controller.signal
}

function replace(target: object, name: string, value: unknown): () => void {
  const old = Object.getOwnPropertyDescriptor(target, name)
  Object.defineProperty(target, name, { value, configurable: true, writable: true })
  return () => {
    if (old) Object.defineProperty(target, name, old)
    else Reflect.deleteProperty(target, name)
  }
}
