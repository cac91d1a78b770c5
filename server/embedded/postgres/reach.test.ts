import { expect, it } from 'vitest'
import { mayEnter } from './reach.ts'

const account = { uid: 101, gid: 104 }
const folder = (uid: number, gid: number, mode: number) => ({ uid, gid, mode })

it('looks at the bits of the owner, the group or everybody, whichever applies first', () => {
  expect(mayEnter(folder(0, 0, 0o755), account)).toBe(true)
  expect(mayEnter(folder(0, 0, 0o700), account)).toBe(false)
  expect(mayEnter(folder(0, 0, 0o754), account)).toBe(false)
  expect(mayEnter(folder(101, 0, 0o700), account)).toBe(true)
  expect(mayEnter(folder(0, 104, 0o710), account)).toBe(true)
  expect(mayEnter(folder(101, 0, 0o077), account)).toBe(false)
})
