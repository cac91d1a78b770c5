import { expect, it } from 'vitest'
import { type LogOffset, SNAPSHOT_END } from '../protocol/offset.ts'
import { ShapeLog } from './log.ts'

const at = (lsn: number, op: number): LogOffset => ({ kind: 'at', lsn: BigInt(lsn), op })

function logOf(...entries: [lsn: number, op: number][]): ShapeLog {
  const log = new ShapeLog()
  log.append(entries.map(([lsn, op]) => ({ lsn: BigInt(lsn), op, text: `"${lsn}_${op}"` })))
  return log
}

it('ends at the snapshot while it is empty', () => {
  const log = new ShapeLog()
  expect(log.end).toEqual(SNAPSHOT_END)
  expect(log.hasAfter(SNAPSHOT_END)).toBe(false)
  expect(log.after(SNAPSHOT_END, 100)).toEqual({ text: '', end: SNAPSHOT_END, complete: true })
})

it('gives what comes after an offset, also one between entries', () => {
  const log = logOf([5, 0], [5, 2], [9, 4])
  const rest = (offset: LogOffset) => log.after(offset, 1000)
  expect(rest(SNAPSHOT_END)).toEqual({ text: '"5_0","5_2","9_4"', end: at(9, 4), complete: true })
  expect(rest(at(5, 0)).text).toBe('"5_2","9_4"')
  expect(rest(at(5, 1)).text).toBe('"5_2","9_4"')
  expect(rest(at(7, 0)).text).toBe('"9_4"')
  expect(rest(at(9, 4))).toEqual({ text: '', end: at(9, 4), complete: true })
})

it('gives no more than asked for, but never nothing, and says whether more is there', () => {
  const log = logOf([1, 0], [2, 0], [3, 0])
  expect(log.after(SNAPSHOT_END, 1)).toEqual({ text: '"1_0"', end: at(1, 0), complete: false })
  expect(log.after(at(1, 0), 6)).toEqual({ text: '"2_0","3_0"', end: at(3, 0), complete: true })
  log.append([{ lsn: 4n, op: 0, text: '"4_0"' }])
  expect(log.after(at(1, 0), 6)).toEqual({ text: '"2_0","3_0"', end: at(3, 0), complete: false })
})

it('weighs what it holds', () => {
  expect(logOf([1, 0], [2, 0]).bytes).toBe(10)
})
