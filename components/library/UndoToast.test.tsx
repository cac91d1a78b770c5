// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Undoable, UndoToast } from './UndoToast.tsx'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const one: Undoable = { id: 'one', title: 'Attention Is All You Need' }
const two: Undoable = { id: 'two', title: 'Deep Residual Learning' }

function show(undo: Undoable | null) {
  const onUndo = vi.fn()
  const view = render(<UndoToast undo={undo} onUndo={onUndo} />)
  const become = (next: Undoable | null) => view.rerender(<UndoToast undo={next} onUndo={onUndo} />)
  return { onUndo, become }
}

const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms))
const said = () => screen.getByRole('status').textContent

it('names what was deleted and offers Undo for 8 s', () => {
  const { onUndo } = show(one)
  expect(said()).toBe('Deleted Attention Is All You NeedUndo')
  pass(7_999)
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
  expect(onUndo).toHaveBeenCalledOnce()
  pass(1)
  expect(said()).toBe('')
})

it('speaks through a live region that is there before', () => {
  const { become } = show(null)
  const region = screen.getByRole('status')
  become(one)
  expect(screen.getByRole('status')).toBe(region)
  become(null)
  expect(said()).toBe('')
})

it('gives the next deletion its own 8 s', () => {
  const { become } = show(one)
  pass(5_000)
  become(two)
  pass(7_999)
  expect(said()).toContain('Deep Residual Learning')
})

it('stays while it is pointed at or has focus', () => {
  show(one)
  const button = screen.getByRole('button')
  fireEvent.focus(button)
  pass(60_000)
  fireEvent.blur(button)
  pass(7_999)
  expect(said()).toContain('Attention')
  pass(1)
  expect(said()).toBe('')
})

it('undoes by Ctrl+Z and ⌘Z as long as it is there, not by other keys', () => {
  const { onUndo } = show(one)
  fireEvent.keyDown(window, { key: 'z' })
  fireEvent.keyDown(window, { key: 'z', ctrlKey: true, shiftKey: true })
  expect(onUndo).not.toHaveBeenCalled()
  fireEvent.keyDown(window, { key: 'z', ctrlKey: true })
  fireEvent.keyDown(window, { key: 'z', metaKey: true })
  expect(onUndo).toHaveBeenCalledTimes(2)
  pass(8_000)
  fireEvent.keyDown(window, { key: 'z', ctrlKey: true })
  expect(onUndo).toHaveBeenCalledTimes(2)
})
