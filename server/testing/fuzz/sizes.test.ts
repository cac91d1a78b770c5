import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { batchResponse } from '../../../lib/wire/batch.ts'
import { limits } from '../../../lib/wire/limits.ts'
import { problem } from '../../../lib/wire/problem.ts'
import { type Api, startApi } from '../api.ts'
import { changeOf } from './odd-changes.ts'

let api: Api
let token: string

beforeAll(async () => {
  api = await startApi()
  token = await api.tokenOf('me')
})

afterAll(() => api.close())

const work = (columns: object = {}) =>
  changeOf('works', 'insert', { id: randomUUID(), title: 'T', ...columns })

const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`${api.url}/api/writes/batch`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}`, ...headers },
    body,
  })

async function isTooLarge(answer: Response): Promise<void> {
  expect([answer.status, problem.parse(await answer.json()).code]).toEqual([413, 'too_large'])
}

/** A batch of so many bytes, in works that may each be sent. */
function batchOf(bytes: number): string {
  const works = Array.from({ length: 18 }, () => work({ notes: 'n' }))
  const short = JSON.stringify({ changes: works })
  const more = bytes - short.length
  const notes = (i: number) => 'n'.repeat(1 + Math.floor(more / 18) + (i === 0 ? more % 18 : 0))
  return JSON.stringify({
    changes: works.map((one, i) => ({ ...one, payload: { ...one.payload, notes: notes(i) } })),
  })
}

it('B-21 takes a body of exactly the limit, and not one byte more', async () => {
  const whole = batchOf(limits.batchBytes)
  expect(Buffer.byteLength(whole)).toBe(limits.batchBytes)
  const answer = batchResponse.parse(await (await post(whole)).json())
  expect(answer.applied).toHaveLength(18)
  await isTooLarge(await post(`${whole} `))
})

it('B-21 counts the bytes that a body has once it is inflated', async () => {
  const compressed = (text: string) =>
    post(new Uint8Array(gzipSync(text)), { 'Content-Encoding': 'gzip' })
  const answer = await compressed(batchOf(limits.batchBytes))
  expect(batchResponse.parse(await answer.json()).applied).toHaveLength(18)
  await isTooLarge(await compressed(`${batchOf(limits.batchBytes)} `))
})

it('B-21 takes a hundred changes in one batch, and refuses any more of them as a whole', async () => {
  const changes = Array.from({ length: limits.batchChanges + 1 }, () => work())
  await isTooLarge(await post(JSON.stringify({ changes })))
  await isTooLarge(await post(`{"changes":[${Array(65_536).fill('0').join(',')}]}`))
  const taken = await post(JSON.stringify({ changes: changes.slice(1) }))
  expect(batchResponse.parse(await taken.json()).applied).toHaveLength(limits.batchChanges)
})

it('B-21 refuses a change above its limit by itself, and takes one just below', async () => {
  const heavy = (bytes: number) => {
    const metadata = Object.fromEntries(
      Array.from({ length: Math.floor(bytes / 50_000) }, (_, n) => [n, 'x'.repeat(50_000)]),
    )
    return work({ metadata })
  }
  const [fits, exceeds, healthy] = [heavy(500_000), heavy(560_000), work()]
  const { applied, errors } = batchResponse.parse(
    await (await post(JSON.stringify({ changes: [exceeds, healthy] }))).json(),
  )
  expect(applied).toEqual([healthy.id])
  expect(errors).toMatchObject([{ id: exceeds.id, code: 'TOO_LARGE', retryable: false }])
  const alone = await post(JSON.stringify({ changes: [fits] }))
  expect(batchResponse.parse(await alone.json()).applied).toEqual([fits.id])
})
