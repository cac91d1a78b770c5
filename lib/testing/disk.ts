import { Room } from '../kit/room.ts'

/** A disk of which Chromium would say that so much is left; how much, a test may change at any time. */
export interface TestDisk {
  room: Room
  /** Bytes. */
  left: number
  /** How often it was asked. */
  asked: number
}

/** A disk with so many bytes left. Unless a clock is given, each answer is too old for the next who asks. */
export function testDisk(left: number, now = hurriedClock()): TestDisk {
  const estimate = async () => {
    disk.asked += 1
    return { quota: disk.left + 1_000, usage: 1_000, usageDetails: { indexedDB: 1_000 } }
  }
  const disk: TestDisk = { left, asked: 0, room: new Room({ now, estimate }) }
  return disk
}

function hurriedClock(): () => number {
  let nowMs = 0
  return () => {
    nowMs += 60_000
    return nowMs
  }
}
