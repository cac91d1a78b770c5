// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { AttentionList } from './AttentionList.tsx'

afterEach(cleanup)

it('names each refused change and the reason', () => {
  const change = { id: 'a', title: 'Elements', reason: 'the year must be a number' }
  const discarded: string[] = []
  render(<AttentionList changes={[change]} onDiscard={(id) => discarded.push(id)} />)
  expect(screen.getByRole('listitem').textContent).toBe(
    'ElementsThe server refused this change: the year must be a numberDiscard',
  )
  screen.getByRole('button', { name: 'Discard' }).click()
  expect(discarded).toEqual(['a'])
})

it('says so when there is nothing to do', () => {
  render(<AttentionList changes={[]} onDiscard={() => {}} />)
  expect(screen.getByText('Nothing right now.')).toBeTruthy()
  expect(screen.queryByRole('list')).toBeNull()
})
