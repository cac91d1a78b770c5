import { Writable } from 'node:stream'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { ME, ownerNamed } from '../auth/owner-named.ts'
import { createCode } from '../auth/pairing-codes.ts'
import { createPool } from '../db.ts'
import { createLog } from '../log.ts'
import { type Api, startApi } from '../testing/api.ts'
import { serve } from '../testing/serve.ts'

let api: Api
let logged = ''

const sink = new Writable({
  write: (line, _encoding, done) => {
    logged += line
    done()
  },
})

beforeAll(async () => {
  api = await startApi({ log: createLog('trace', sink) })
})

afterAll(() => api.close())

it('logs what was asked and answered, and no code, token, name or query', async () => {
  const { pool } = api.database
  const { code } = await createCode(pool, (await ownerNamed(pool, ME)).id, Date.now())
  const paired = await api.send('POST', '/api/pair', { body: { code, device: 'Ada’s laptop' } })
  const { token }: { token: string } = await paired.json()
  await api.send('GET', '/api/devices?about=A+secret+title', { token })
  await expect.poll(() => logged).toContain('/api/devices')
  expect(logged).toContain('"status":200')
  for (const secret of [code, code.replace('-', ''), token, 'Ada', 'secret']) {
    expect(logged).not.toContain(secret)
  }
})

it('answers 503 and when to come back while the database is away', async () => {
  const pool = createPool('postgres://nobody@127.0.0.1:1/none')
  const served = await serve(createApp({ pool, log: createLog('silent') }))
  const answer = await fetch(`${served.url}/health`)
  expect(answer.status).toBe(503)
  expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0)
  expect(await answer.json()).toMatchObject({ code: 'unavailable' })
  await served.close()
  await pool.end()
})

it('tells nothing of an error of its own but that there is one; the log has the place', async () => {
  const { pool } = api.database
  await pool.query('ALTER TABLE server_state RENAME TO gone')
  const answer = await api.send('GET', '/health')
  await pool.query('ALTER TABLE gone RENAME TO server_state')
  expect(answer.status).toBe(500)
  const body = await answer.text()
  expect(JSON.parse(body)).toMatchObject({ code: 'internal' })
  expect(body).not.toContain('server_state')
  expect(logged).toContain('"errorCode":"42P01"')
  expect(logged).toMatch(/health\/route\.ts/)
})
