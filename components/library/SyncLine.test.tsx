// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { SyncLine } from './SyncLine.tsx'
import type { LibrarySync } from './sync.ts'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

function show(sync: LibrarySync, count = 1284) {
  const calls = { onConnect: vi.fn(), onReview: vi.fn() }
  const view = render(<SyncLine count={count} sync={sync} {...calls} />)
  const become = (next: LibrarySync) =>
    view.rerender(<SyncLine count={count} sync={next} {...calls} />)
  return { ...calls, become }
}

const said = () => screen.getByRole('status').textContent

it('counts the works', () => {
  show({ kind: 'synced' })
  expect(screen.getByText('1,284 works')).toBeTruthy()
})

const sentences: [LibrarySync, string][] = [
  [{ kind: 'local' }, 'On this device'],
  [{ kind: 'synced' }, 'Saved everywhere'],
  [{ kind: 'offline', count: 0 }, 'No internet'],
  [{ kind: 'offline', count: 1 }, 'No internet, 1 change waiting'],
  [{ kind: 'offline', count: 3 }, 'No internet, 3 changes waiting'],
  [{ kind: 'attention', count: 1 }, '1 change needs your attention'],
  [{ kind: 'attention', count: 2 }, '2 changes need your attention'],
  [
    { kind: 'standing', why: 'disk_full', count: 1 },
    'Nothing more can be saved: the disk is full, 1 change waiting',
  ],
  [
    { kind: 'standing', why: 'forbidden', count: 2 },
    'The server does not let this device write, 2 changes waiting',
  ],
  [
    { kind: 'standing', why: 'server_too_old', count: 1 },
    'Your server needs an update, 1 change waiting',
  ],
  [{ kind: 'standing', why: 'client_too_old', count: 0 }, 'This extension needs an update'],
]

it.each(sentences)('says %o as "%s"', (sync, sentence) => {
  show(sync)
  expect(said()).toBe(sentence)
})

it('stays calm while a change is on its way for a moment', () => {
  vi.useFakeTimers()
  const { become } = show({ kind: 'synced' })
  become({ kind: 'syncing', count: 1 })
  act(() => vi.advanceTimersByTime(599))
  expect(said()).toBe('Saved everywhere')
  become({ kind: 'synced' })
  become({ kind: 'syncing', count: 1 })
  act(() => vi.advanceTimersByTime(599))
  expect(said()).toBe('Saved everywhere')
})

it('tells of changes on their way once that lasts, and counts them down', () => {
  vi.useFakeTimers()
  const { become } = show({ kind: 'synced' })
  become({ kind: 'syncing', count: 12 })
  act(() => vi.advanceTimersByTime(600))
  expect(said()).toBe('Sending 12 changes')
  become({ kind: 'syncing', count: 1 })
  expect(said()).toBe('Sending 1 change')
  become({ kind: 'offline', count: 1 })
  expect(said()).toBe('No internet, 1 change waiting')
})

it('offers to connect only where no server is bound', async () => {
  const { onConnect, become } = show({ kind: 'local' })
  await userEvent.click(screen.getByRole('button', { name: 'Connect' }))
  expect(onConnect).toHaveBeenCalledOnce()
  become({ kind: 'offline', count: 0 })
  expect(screen.queryByRole('button')).toBeNull()
})

it('leads to the changes that need attention', async () => {
  const { onReview } = show({ kind: 'attention', count: 1 })
  await userEvent.click(screen.getByRole('button', { name: '1 change needs your attention' }))
  expect(onReview).toHaveBeenCalledOnce()
})
