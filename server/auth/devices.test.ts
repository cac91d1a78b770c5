import { afterAll, beforeAll, expect, it } from 'vitest'
import { pairResponse } from '../../lib/wire/pairing.ts'
import { type Api, startApi } from '../testing/api.ts'
import { hashOf } from './secret.ts'

let api: Api

beforeAll(async () => {
  api = await startApi()
})

afterAll(() => api.close())

interface Listed {
  id: string
  name: string
  current: boolean
}

async function devices(token: string): Promise<Listed[]> {
  const answer = await api.send('GET', '/api/devices', { token })
  const { devices }: { devices: Listed[] } = await answer.json()
  return devices
}

it('adds a device by a code that a connected one asks for', async () => {
  const token = await api.tokenOf('grace')
  const asked = await api.send('POST', '/api/codes', { token })
  const { code, expires_at }: { code: string; expires_at: string } = await asked.json()
  expect(Date.parse(expires_at)).toBeGreaterThan(Date.now())
  const paired = await api.send('POST', '/api/pair', { body: { code, device: 'Phone' } })
  expect(pairResponse.parse(await paired.json()).owner.name).toBe('grace')
  expect((await devices(token)).map(({ name, current }) => ({ name, current }))).toEqual([
    { name: 'Phone', current: false },
    { name: 'test', current: true },
  ])
})

it('signs a revoked device out at once, and leaves the others in', async () => {
  const [kept, lost] = [await api.tokenOf('lin'), await api.tokenOf('lin')]
  const mine = (await devices(lost)).find(({ current }) => current)
  const revoked = await api.send('DELETE', `/api/devices/${mine?.id}`, { token: kept })
  expect(revoked.status).toBe(204)
  const answer = await api.send('GET', '/api/devices', { token: lost })
  expect(answer.status).toBe(401)
  expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer')
  expect(await answer.json()).toMatchObject({ code: 'unauthorized' })
  expect(await devices(kept)).toHaveLength(1)
})

it('lets nobody revoke or see a device of somebody else', async () => {
  const [mine, theirs] = [await api.tokenOf('mia'), await api.tokenOf('tom')]
  const [target] = await devices(theirs)
  const answer = await api.send('DELETE', `/api/devices/${target?.id}`, { token: mine })
  expect(answer.status).toBe(404)
  expect((await devices(mine)).map(({ id }) => id)).not.toContain(target?.id)
  expect(await devices(theirs)).toHaveLength(1)
})

it.each(['Basic bWU6bWU=', 'Bearer', 'Bearer x', 'Bearer \u00e9', `Bearer ${'x'.repeat(5000)}`])(
  'answers 401 to the authorization %j',
  async (Authorization) => {
    const answer = await api.send('GET', '/api/devices', { headers: { Authorization } })
    expect(answer.status).toBe(401)
  },
)

it('notes that a device was seen, at its first request already', async () => {
  const token = await api.tokenOf('eva')
  const seen = async () =>
    (
      await api.database.pool.query('SELECT last_seen_at FROM devices WHERE token_hash = $1', [
        hashOf(token),
      ])
    ).rows
  expect(await seen()).toEqual([{ last_seen_at: null }])
  await devices(token)
  expect(await seen()).toEqual([{ last_seen_at: expect.any(Date) }])
})
