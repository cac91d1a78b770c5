// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { EditableTitle } from './EditableTitle.tsx'

afterEach(cleanup)

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Title' })

function shown(title = 'Atention') {
  const onSave = vi.fn()
  const view = render(<EditableTitle title={title} onSave={onSave} />)
  const change = (next: string) => view.rerender(<EditableTitle title={next} onSave={onSave} />)
  return { onSave, change, user: userEvent.setup() }
}

it('saves on Enter, once, and leaves the field', async () => {
  const { onSave, user } = shown()
  await user.clear(field())
  await user.type(field(), 'Attention{Enter}')
  expect(onSave.mock.calls).toEqual([['Attention']])
  expect(document.activeElement).not.toBe(field())
})

it('saves when the field is left', async () => {
  const { onSave, user } = shown()
  await user.type(field(), ' Is All You Need')
  expect(onSave).not.toHaveBeenCalled()
  await user.tab()
  expect(onSave.mock.calls).toEqual([['Atention Is All You Need']])
})

it('saves when the page goes away in the middle of a word', async () => {
  const { onSave, user } = shown()
  await user.type(field(), ' Is')
  window.dispatchEvent(new Event('pagehide'))
  expect(onSave.mock.calls).toEqual([['Atention Is']])
})

it('says nothing when the page goes away and nothing was changed', async () => {
  const { onSave, user } = shown()
  await user.click(field())
  window.dispatchEvent(new Event('pagehide'))
  expect(onSave).not.toHaveBeenCalled()
})

it('restores on Escape, and keeps that Escape from closing the popup', async () => {
  const { onSave, user } = shown()
  const closing = vi.fn()
  window.addEventListener('keydown', closing)
  await user.type(field(), ' Is{Escape}')
  expect(field().value).toBe('Atention')
  expect(closing.mock.calls.filter(([event]) => event.key === 'Escape')).toEqual([])
  await user.tab()
  expect(onSave).not.toHaveBeenCalled()
  window.removeEventListener('keydown', closing)
})

it('folds pasted lines into one and saves no title that is empty', async () => {
  const { onSave, user } = shown()
  await user.clear(field())
  await user.paste('  Attention\n  Is All ')
  await user.tab()
  expect(onSave.mock.calls).toEqual([['Attention Is All']])
  await user.clear(field())
  await user.tab()
  expect(onSave).toHaveBeenCalledTimes(1)
  expect(field().value).toBe('Atention')
})

it('shows what was saved until the library has it, then what the library has', async () => {
  const { change, user } = shown()
  await user.type(field(), '!{Enter}')
  expect(field().value).toBe('Atention!')
  change('Atention!')
  expect(field().value).toBe('Atention!')
  change('Attention, from another device')
  expect(field().value).toBe('Attention, from another device')
})

it('keeps unfinished words when another device changes the title, and restores the newer one', async () => {
  const { change, user } = shown()
  await user.type(field(), ' Is')
  change('Attention')
  expect(field().value).toBe('Atention Is')
  await user.keyboard('{Escape}')
  expect(field().value).toBe('Attention')
})
