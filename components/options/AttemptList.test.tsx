// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { AttemptList } from './AttemptList.tsx'

afterEach(cleanup)

it('says of each try how many changes went, and why not', () => {
  const attempts = [
    { n: 2, at: 0, count: 1, failure: 'status 503' },
    { n: 1, at: 0, count: 3, failure: null },
  ]
  render(<AttemptList attempts={attempts} />)
  const lines = screen.getAllByRole('listitem').map((item) => item.lastElementChild?.textContent)
  expect(lines).toEqual(['1 change not taken: status 503', '3 changes taken'])
})

it('says so when nothing was sent yet', () => {
  render(<AttemptList attempts={[]} />)
  expect(screen.getByText('Nothing yet.')).toBeTruthy()
})
