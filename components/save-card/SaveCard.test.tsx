// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { attention, information, workWith } from '../testing/works.ts'
import { SaveCard } from './SaveCard.tsx'
import type { SaveCardState } from './state.ts'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const saved: SaveCardState = { kind: 'saved', work: attention, sync: 'sent' }

function show(state: SaveCardState) {
  const calls = {
    onEdit: vi.fn(),
    onUndo: vi.fn(),
    onSaveAgain: vi.fn(),
    onOpenLibrary: vi.fn(),
    onToggleFavorite: vi.fn(),
  }
  const view = render(<SaveCard state={state} {...calls} />)
  const become = (next: SaveCardState) => view.rerender(<SaveCard state={next} {...calls} />)
  return { ...calls, become }
}

const line = () => screen.getAllByRole('status')[0]?.textContent
const button = (name: string) => screen.queryByRole('button', { name })

it('says nothing while reading takes a blink, and shows an outline after 150 ms', () => {
  vi.useFakeTimers()
  show({ kind: 'reading' })
  act(() => vi.advanceTimersByTime(149))
  expect(line()).toBe('')
  act(() => vi.advanceTimersByTime(1))
  expect(line()).toBe('Reading this page')
})

it('says Saved, with title, authors, year, venue and type', () => {
  show(saved)
  expect(line()).toBe('Saved')
  expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('Attention Is All You Need')
  expect(screen.getByText('Ashish Vaswani, Noam Shazeer, +6 · 2017')).toBeTruthy()
  expect(screen.getByText('Advances in Neural Information Processing Systems')).toBeTruthy()
  expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Type' }).value).toBe('paper')
})

it('speaks each state through one and the same live region', () => {
  const { become } = show({ kind: 'reading' })
  const region = screen.getAllByRole('status')[0]
  become(saved)
  expect(screen.getAllByRole('status')[0]).toBe(region)
  become({ kind: 'removed', title: attention.title })
  expect(screen.getAllByRole('status')[0]).toBe(region)
})

it('hands over a new type at once and shows it before the library does', async () => {
  const { onEdit, become } = show(saved)
  const select = screen.getByRole<HTMLSelectElement>('combobox')
  await userEvent.selectOptions(select, 'Thesis')
  expect(onEdit.mock.calls).toEqual([[{ workType: 'thesis' }]])
  expect(select.value).toBe('thesis')
  become({ ...saved, work: { ...attention, workType: 'book' } })
  expect(select.value).toBe('book')
})

it('hands over a corrected title', async () => {
  const { onEdit } = show(saved)
  await userEvent.type(screen.getByRole('textbox'), '?{Enter}')
  expect(onEdit.mock.calls).toEqual([[{ title: 'Attention Is All You Need?' }]])
})

it('can be worked by keyboard alone, in reading order', async () => {
  const { onUndo, onOpenLibrary, onToggleFavorite } = show(saved)
  const user = userEvent.setup()
  await user.keyboard('{Tab}{Enter}')
  expect(onUndo).toHaveBeenCalledOnce()
  await user.keyboard('{Tab}{Enter}')
  expect(onOpenLibrary).toHaveBeenCalledOnce()
  await user.tab()
  expect(document.activeElement).toBe(screen.getByRole('textbox'))
  await user.tab()
  expect(document.activeElement).toBe(screen.getByRole('combobox'))
  await user.tab()
  expect(document.activeElement).toBe(screen.getByRole('link', { name: 'arXiv 1706.03762' }))
  await user.keyboard('{Tab} ')
  expect(onToggleFavorite.mock.calls).toEqual([[attention]])
})

it('tells a favourite by its pressed star', () => {
  const { become } = show(saved)
  const pressed = () => button('Favourite')?.getAttribute('aria-pressed')
  expect(pressed()).toBe('false')
  become({ ...saved, work: information })
  expect(pressed()).toBe('true')
})

it('starts the next work with a fresh title, whatever was typed over the last one', async () => {
  const { become } = show(saved)
  await userEvent.type(screen.getByRole('textbox'), ' unfinished')
  become({ ...saved, work: information })
  expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe(information.title)
})

it('says that a work is here already, since when, and offers Undo only while it can be undone', () => {
  const work = workWith({ ...attention, createdAt: '2019-05-03T12:00:00.000Z' })
  const already: SaveCardState = { kind: 'already', work, sync: 'sent', canUndo: false }
  const { become } = show(already)
  expect(line()).toMatch(/^Already in your library.*Saved on .*May.*2019$/)
  expect(button('Undo')).toBeNull()
  become({ ...already, canUndo: true })
  expect(button('Undo')).not.toBeNull()
})

it('says plainly when only title and address of a page could be saved', () => {
  show({ ...saved, note: 'tabOnly' })
  expect(line()).toBe("SavedThis page can't be read; saved its title and address.")
})

it('speaks of waiting for internet only after the wait is worth a word, and only when waiting', () => {
  vi.useFakeTimers()
  const { become } = show({ ...saved, sync: 'waiting' })
  expect(screen.queryByText('Waiting for internet')).toBeNull()
  act(() => vi.advanceTimersByTime(1_500))
  expect(screen.getByText('Waiting for internet')).toBeTruthy()
  become({ ...saved, sync: 'sent' })
  expect(screen.queryByText('Waiting for internet')).toBeNull()
  become({ ...saved, sync: 'local' })
  act(() => vi.advanceTimersByTime(5_000))
  expect(screen.queryByText('Waiting for internet')).toBeNull()
})

it('says that a save needs attention which the server refused, and why', () => {
  show({ kind: 'refused', title: attention.title, reason: 'this change is too large' })
  expect(line()).toBe('Needs your attention')
  expect(screen.getByText(attention.title)).toBeTruthy()
  expect(screen.getByText(/this change is too large/)).toBeTruthy()
  expect(button('Undo')).toBeNull()
})

it('offers to save a removed work again, and no Undo', async () => {
  const { onSaveAgain } = show({ kind: 'removed', title: attention.title })
  expect(line()).toBe('Removed from your library')
  expect(screen.getByText(attention.title)).toBeTruthy()
  expect(button('Undo')).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Save again' }))
  expect(onSaveAgain).toHaveBeenCalledOnce()
})

it('gives the reason when saving failed, and another try', async () => {
  const { onSaveAgain } = show({ kind: 'failed', reason: 'The disk is full.' })
  expect(line()).toBe('Not saved')
  expect(screen.getByText('The disk is full.')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(onSaveAgain).toHaveBeenCalledOnce()
})

it('shows hostile text as text', () => {
  const title = '<img src=x onerror=alert(1)>'
  show({ kind: 'removed', title })
  expect(screen.getByText(title)).toBeTruthy()
  expect(document.querySelector('img')).toBeNull()
})
