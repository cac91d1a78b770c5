import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Api, startApi } from '../testing/api.ts'

let api: Api

beforeAll(async () => {
  api = await startApi()
})

afterAll(() => api.close())

const ORIGIN = 'moz-extension://2c127fa4-62c7-7e4f-90e5-472b45eecfdc'

it('answers a preflight before it asks for a token', async () => {
  const headers = {
    Origin: ORIGIN,
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'authorization,content-type',
  }
  const answer = await api.send('OPTIONS', '/api/writes/batch', { headers })
  expect(answer.status).toBe(204)
  expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*')
  expect(answer.headers.get('Access-Control-Allow-Headers')).toMatch(/authorization/i)
  expect(answer.headers.get('Access-Control-Allow-Headers')).toMatch(/content-type/i)
  expect(answer.headers.get('Access-Control-Allow-Methods')).toContain('DELETE')
  expect(Number(answer.headers.get('Access-Control-Max-Age'))).toBeGreaterThan(0)
})

it('lets every origin read every answer, also a refusal, and never with cookies', async () => {
  for (const path of ['/health', '/nowhere', '/api/devices']) {
    const answer = await api.send('GET', path, { headers: { Origin: ORIGIN } })
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(answer.headers.get('Access-Control-Allow-Credentials')).toBeNull()
    expect(answer.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
  }
})

it('exposes what the Electric client must read', async () => {
  const answer = await api.send('GET', '/health', { headers: { Origin: ORIGIN } })
  const exposed = answer.headers.get('Access-Control-Expose-Headers')?.split(', ')
  for (const name of ['electric-handle', 'electric-offset', 'electric-schema', 'electric-cursor'])
    expect(exposed).toContain(name)
})

it('tells its health, its version, its start and the epoch of the database to everyone', async () => {
  const answer = await api.send('GET', '/health')
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({
    status: 'ok',
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    epoch: expect.stringMatching(/^[0-9a-f-]{36}$/),
    boot: expect.stringMatching(/^[0-9a-f-]{36}$/),
  })
})
