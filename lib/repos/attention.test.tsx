// @vitest-environment happy-dom
import { cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openFreshLibrary, SOME_SERVER } from '../testing/library.ts'
import type { ErrorCode } from '../wire/batch.ts'
import { createAsset } from './assets.ts'
import { discardWrite, editWrite, exportWrites, retryWrite, useAttention } from './attention.ts'
import { createWork } from './works.ts'

let open: ReturnType<typeof openFreshLibrary>
const nudge = vi.fn()

beforeEach(() => {
  nudge.mockClear()
  open = openFreshLibrary(SOME_SERVER, nudge)
})
afterEach(cleanup)

/** Saves a work that the server then refuses; answers the id of its change. */
async function refusedWork(title: string, code: ErrorCode): Promise<string> {
  await createWork({ title })
  const [change] = await open.buffer.peek(1)
  const id = change?.id ?? ''
  await open.buffer.claim([id], 'boot')
  await open.buffer.markFailed([id], [{ id, error: 'no', code, retryable: false }])
  nudge.mockClear()
  return id
}

function attention() {
  const { result } = renderHook(() => useAttention())
  return () => result.current
}

it('F35 lists what was refused by the name of its row, and follows what is decided', async () => {
  const list = attention()
  const id = await refusedWork('Elements', 'INVALID')
  await waitFor(() => expect(list().rejected).toMatchObject([{ name: 'Elements', held: [] }]))
  expect(await editWrite(id, { title: 'The Elements' })).toBe(true)
  await waitFor(() => expect(list().rejected).toEqual([]))
  expect(nudge).toHaveBeenCalledOnce()
  expect(await open.buffer.peek(10)).toMatchObject([{ payload: { title: 'The Elements' } }])
})

it('keeps what came too late apart, and sends it again when asked', async () => {
  const list = attention()
  const id = await refusedWork('Optics', 'STALE')
  await waitFor(() => expect(list().superseded).toMatchObject([{ name: 'Optics' }]))
  expect(list().rejected).toEqual([])
  expect(await retryWrite(id)).toBe(true)
  expect(await retryWrite(id)).toBe(false)
})

it('lists what waits behind a refused work under it, and lets it go when that is discarded', async () => {
  const list = attention()
  const id = await refusedWork('Data', 'INVALID')
  const [parked] = await open.buffer.parked()
  await createAsset({ workId: String(parked?.payload.id) })
  await waitFor(() => expect(list().rejected[0]?.held).toMatchObject([{ table: 'assets' }]))
  expect(JSON.parse(await exportWrites())).toMatchObject({ changes: [{ id }, { table: 'assets' }] })
  expect(await discardWrite(id)).toBe(true)
  await waitFor(() => expect(list().rejected).toEqual([]))
  expect(await open.buffer.peek(10)).toMatchObject([{ table: 'assets' }])
})

it('says that something waits for an older server', async () => {
  const list = attention()
  await refusedWork('New', 'TOO_NEW')
  await waitFor(() => expect(list().waitingForServerUpdate).toBe(1))
})
