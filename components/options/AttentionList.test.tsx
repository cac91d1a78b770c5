// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { AttentionList } from './AttentionList.tsx'

afterEach(cleanup)

it('names each refused change and the reason', () => {
  const change = { id: 'a', title: 'Elements', reason: 'the year must be a number' }
  render(<AttentionList changes={[change]} />)
  expect(screen.getByRole('listitem').textContent).toBe(
    'ElementsThe server refused this change: the year must be a number',
  )
})

it('says so when there is nothing to do', () => {
  render(<AttentionList changes={[]} />)
  expect(screen.getByText('Nothing right now.')).toBeTruthy()
  expect(screen.queryByRole('list')).toBeNull()
})
