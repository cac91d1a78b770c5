// @vitest-environment happy-dom
import { act, cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { attention, information, workWith } from '../testing/works.ts'
import { LibraryView, type LibraryViewProps } from './LibraryView.tsx'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const book = workWith({ title: 'Structure and Interpretation', workType: 'textbook' })

function show(props: Partial<LibraryViewProps> = {}) {
  const all: LibraryViewProps = {
    works: [attention, information, book],
    isLoading: false,
    pendingIds: new Set(),
    sync: { kind: 'synced' },
    undo: null,
    onOpen: vi.fn(),
    onToggleFavorite: vi.fn(),
    onDelete: vi.fn(),
    onUndo: vi.fn(),
    onConnect: vi.fn(),
    onReview: vi.fn(),
    ...props,
  }
  const view = render(<LibraryView {...all} />)
  const become = (next: Partial<LibraryViewProps>) =>
    view.rerender(<LibraryView {...all} {...next} />)
  return { ...all, become }
}

const rows = () => screen.getAllByRole('listitem')
const row = (title: string) => {
  const found = rows().find((item) => within(item).queryByText(title))
  if (!found) throw new Error(`No row says ${title}`)
  return within(found)
}
const opener = (title: string) => row(title).getByRole('button', { name: new RegExp(title) })

it('lists the works in the order given, each with title, people, year and venue', () => {
  show()
  expect(rows().map((item) => item.querySelector('bdi')?.textContent)).toEqual([
    attention.title,
    information.title,
    book.title,
  ])
  expect(
    row(information.title).getByText('Shannon · 1948 · Bell System Technical Journal'),
  ).toBeTruthy()
})

it('toggles a favourite in one click and tells it by its pressed star', async () => {
  const { onToggleFavorite } = show()
  const star = (title: string) => row(title).getByRole('button', { name: 'Favourite' })
  expect(star(information.title).getAttribute('aria-pressed')).toBe('true')
  expect(star(attention.title).getAttribute('aria-pressed')).toBe('false')
  await userEvent.click(star(attention.title))
  expect(onToggleFavorite).toHaveBeenCalledExactlyOnceWith(attention)
})

it('opens a work by click or Enter', async () => {
  const { onOpen } = show()
  await userEvent.click(opener(attention.title))
  await userEvent.keyboard('{ArrowDown}{Enter}')
  expect(onOpen).toHaveBeenNthCalledWith(1, attention)
  expect(onOpen).toHaveBeenNthCalledWith(2, information)
})

it('walks through the rows by arrow keys, Home and End, and stays at the ends', async () => {
  show()
  const user = userEvent.setup()
  const steps: [key: string, title: string][] = [
    ['{ArrowUp}', attention.title],
    ['{ArrowDown}', information.title],
    ['{End}', book.title],
    ['{ArrowDown}', book.title],
    ['{ArrowUp}', information.title],
    ['{Home}', attention.title],
  ]
  await user.tab()
  for (const [key, title] of steps) {
    await user.keyboard(key)
    expect(document.activeElement).toBe(opener(title))
  }
})

const many = (count: number) =>
  Array.from({ length: count }, (_, i) => workWith({ title: `Work ${i}.` }))
const focused = () => document.activeElement?.textContent

it('draws of a long list only what is about to be seen, and still reaches both its ends', async () => {
  show({ works: many(1_000) })
  expect(rows().length).toBeLessThan(200)
  await userEvent.tab()
  await userEvent.keyboard('{End}')
  expect(focused()).toBe('Work 999.')
  await userEvent.keyboard('{Home}')
  expect(focused()).toBe('Work 0.')
})

it('walks from one stretch of a long list into the next and back', async () => {
  show({ works: many(51) })
  await userEvent.tab()
  await userEvent.keyboard('{End}{ArrowUp}')
  expect(focused()).toBe('Work 49.')
  await userEvent.keyboard('{ArrowDown}')
  expect(focused()).toBe('Work 50.')
})

it('deletes, and leaves focus on the row that comes next, at the end on the one before', async () => {
  const { onDelete, become } = show()
  const user = userEvent.setup()
  row(information.title).getByRole('button', { name: 'Delete' }).focus()
  await user.keyboard('{Enter}')
  expect(onDelete).toHaveBeenCalledExactlyOnceWith(information)
  become({ works: [attention, book] })
  expect(document.activeElement).toBe(opener(book.title))
  await user.click(row(book.title).getByRole('button', { name: 'Delete' }))
  become({ works: [attention] })
  expect(document.activeElement).toBe(opener(attention.title))
})

it('marks what the server does not have yet, in words too', () => {
  const { become } = show({ pendingIds: new Set([attention.id]) })
  expect(row(attention.title).getByText('Not sent yet')).toBeTruthy()
  expect(row(information.title).queryByText('Not sent yet')).toBeNull()
  become({ pendingIds: new Set() })
  expect(screen.queryByText('Not sent yet')).toBeNull()
})

it('tells an empty library what to do', () => {
  show({ works: [] })
  expect(screen.getByText('Open a paper and press the button in the toolbar.')).toBeTruthy()
  expect(screen.queryByText('0 works')).toBeNull()
})

it('never calls a library empty that is still opening, and outlines it after 150 ms', () => {
  vi.useFakeTimers()
  show({ works: [], isLoading: true })
  expect(screen.queryByText(/Open a paper/)).toBeNull()
  expect(screen.queryByText('Opening your library')).toBeNull()
  act(() => vi.advanceTimersByTime(150))
  expect(screen.getByText('Opening your library')).toBeTruthy()
})

it('shows the works that are there while more are loading', () => {
  show({ isLoading: true })
  expect(rows()).toHaveLength(3)
})
