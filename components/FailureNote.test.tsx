// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import { FailureNote } from './FailureNote.tsx'

afterEach(cleanup)

function fail(reason: unknown): void {
  const event = Object.assign(new Event('unhandledrejection'), { reason })
  act(() => void window.dispatchEvent(event))
}

const note = () => screen.getByRole('alert').textContent

it('says why an action failed, where that is said for people', async () => {
  render(<FailureNote />)
  expect(note()).toBe('')
  fail(Object.assign(new Error('There is no room left.'), { name: 'StorageFullError' }))
  expect(note()).toContain('There is no room left.')
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
  expect(note()).toBe('')
})

it('says in plain words that something did not work, and nothing of its insides', () => {
  render(<FailureNote />)
  fail(new TypeError('undefined is not a function'))
  expect(note()).toContain('That did not work.')
  expect(note()).not.toContain('undefined')
})
