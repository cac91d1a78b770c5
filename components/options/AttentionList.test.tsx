// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { AttentionList, type AttentionListProps } from './AttentionList.tsx'
import type { RefusedChange } from './RefusedItem.tsx'

afterEach(cleanup)

const elements: RefusedChange = {
  id: 'a',
  title: 'Elements',
  tried: 'insert',
  reason: 'the year must be a number',
  held: 2,
}

function show(props: Partial<AttentionListProps>) {
  const spies = { onRetry: vi.fn(), onDiscard: vi.fn(), onExport: vi.fn() }
  render(<AttentionList changes={[]} waitingForServerUpdate={0} {...spies} {...props} />)
  return { ...spies, user: userEvent.setup() }
}

const button = (name: string) => screen.getByRole('button', { name })

it('names each refused change, what it tried, the reason and what waits for it', () => {
  show({ changes: [elements, { ...elements, id: 'b', title: 'Optics', tried: 'delete', held: 0 }] })
  const items = screen.getAllByRole('listitem')
  expect(items.map((item) => item.querySelectorAll('p')[1]?.textContent)).toEqual([
    'Saving: the year must be a number 2 more changes wait for it.',
    'Deleting: the year must be a number',
  ])
  expect(screen.getByRole('listitem', { name: 'Optics' })).toBeTruthy()
})

it('sends a change again', async () => {
  const { onRetry, user } = show({ changes: [elements] })
  await user.click(button('Try again'))
  expect(onRetry).toHaveBeenCalledExactlyOnceWith('a')
})

it('asks before it discards what is saved nowhere else, and begins with keeping it', async () => {
  const { onDiscard, user } = show({ changes: [elements] })
  await user.click(button('Discard'))
  expect(onDiscard).not.toHaveBeenCalled()
  expect(document.activeElement).toBe(button('Keep'))
  await user.keyboard('{Enter}')
  expect(screen.queryByRole('group')).toBeNull()
  await user.click(button('Discard'))
  await user.click(within(screen.getByRole('group')).getByRole('button', { name: 'Discard' }))
  expect(onDiscard).toHaveBeenCalledExactlyOnceWith('a')
})

it('discards a refused edit at once: the work is there', async () => {
  const { onDiscard, user } = show({ changes: [{ ...elements, tried: 'update' }] })
  await user.click(button('Discard'))
  expect(onDiscard).toHaveBeenCalledExactlyOnceWith('a')
})

it('hands everything out as a file', async () => {
  const { onExport, user } = show({ changes: [elements] })
  await user.click(button('Export as JSON'))
  expect(onExport).toHaveBeenCalledOnce()
})

it('says when the server needs an update, and how many changes wait for it', () => {
  show({ waitingForServerUpdate: 3 })
  expect(screen.getByRole('status').textContent).toBe(
    'Your server needs an update. 3 changes wait for it, and are sent then.',
  )
  expect(screen.queryByText('Nothing right now.')).toBeNull()
})

it('says so when there is nothing to do', () => {
  show({})
  expect(screen.getByText('Nothing right now.')).toBeTruthy()
  expect(screen.queryByRole('list')).toBeNull()
  expect(screen.queryByRole('button')).toBeNull()
})
