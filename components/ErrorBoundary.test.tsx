// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { ErrorBoundary } from './ErrorBoundary.tsx'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

function Broken(): never {
  throw new Error('a bug')
}

it('says plainly that something broke, and reloads', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
  const onReload = vi.fn()
  render(
    <ErrorBoundary onReload={onReload}>
      <Broken />
    </ErrorBoundary>,
  )
  expect(screen.getByRole('alert').textContent).toBe(
    'Something went wrong here. Your library is safe.',
  )
  await userEvent.click(screen.getByRole('button', { name: 'Reload' }))
  expect(onReload).toHaveBeenCalledOnce()
  expect(logged).toHaveBeenCalled()
})

it('is not seen while all is well', () => {
  render(<ErrorBoundary onReload={vi.fn()}>fine</ErrorBoundary>)
  expect(document.body.textContent).toBe('fine')
})
