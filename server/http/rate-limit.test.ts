import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Api, startApi } from '../testing/api.ts'

let api: Api

beforeAll(async () => {
  api = await startApi({ rates: { requestsPerSecond: 5 } })
})

afterAll(() => api.close())

it('limits each owner by itself, over all devices, and says when to come back', async () => {
  const [mine, alsoMine] = [await api.tokenOf('busy'), await api.tokenOf('busy')]
  const theirs = await api.tokenOf('calm')
  const ask = (token: string) => api.send('GET', '/api/devices', { token })
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => ask(index % 2 ? mine : alsoMine)),
  )
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThanOrEqual(5)
  expect(refused.every((answer) => Number(answer.headers.get('Retry-After')) >= 1)).toBe(true)
  expect((await ask(theirs)).status).toBe(200)
})
