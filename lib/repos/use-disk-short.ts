import { useEffect, useState } from 'react'
import { delay } from '../kit/delay.ts'
import { RESERVE_BYTES } from '../kit/room.ts'
import { library } from './library.ts'

/** How often it is looked, in milliseconds. */
const LOOK_MS = 5_000

/** Whether the disk is so full that nothing is saved or loaded until somebody frees some of it. */
export function useDiskShort(): boolean {
  const { room } = library().buffer.db
  const [short, setShort] = useState(false)
  useEffect(() => {
    const stopping = new AbortController()
    const { signal } = stopping
    const look = async () => {
      while (!signal.aborted) {
        const enough = await room.has(RESERVE_BYTES)
        if (!signal.aborted) setShort(!enough)
        await delay(LOOK_MS, signal)
      }
    }
    void look()
    return () => stopping.abort()
  }, [room])
  return short
}
