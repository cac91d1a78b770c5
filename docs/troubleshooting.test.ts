import { afterEach, expect, it } from 'vitest'
import { getFlushWorker, initFlushWorker } from '../lib/flush/worker.ts'
import { applyAll } from '../lib/testing/batch-server.ts'
import { freshBuffer } from '../lib/testing/indexeddb.ts'
import { startLoopback } from '../lib/testing/loopback.ts'
import { workInsert, workUpdate } from '../lib/testing/works.ts'
import { blocksOf, readDoc } from './testing/blocks.ts'

/** What the document says to type into the background's console, in its order. */
const [getAll = '', flush = '', attempts = '', forced = ''] = blocksOf(
  readDoc('docs/troubleshooting.md'),
)
  .filter(({ language }) => language === 'js')
  .map(({ code }) => code)

let server: Awaited<ReturnType<typeof startLoopback>>

afterEach(() => server.close())

/** Evaluates a line as the background's console would. */
function type(line: string): Promise<unknown> {
  const evaluate = new Function('getFlushWorker', `return (async () => ${line.trim()})()`)
  return evaluate(getFlushWorker)
}

it('its console lines show the queue, send it, and show the tries', async () => {
  server = await startLoopback(applyAll())
  expect(await type(getAll)).toBeUndefined()
  const buffer = freshBuffer()
  initFlushWorker({ apiBase: server.url, buffer })
  await buffer.enqueue(workInsert('waits'))
  expect(await type(getAll)).toMatchObject([{ status: 'pending', payload: { title: 'waits' } }])
  expect(await type(flush)).toEqual({ kind: 'drained' })
  expect(await type(attempts)).toMatchObject([{ outcome: 'settled' }])
  expect(await type(forced)).toBeUndefined()
})

it('a refused correction holds nothing back, and can be discarded', async () => {
  server = await startLoopback(
    applyAll(({ id, op }) =>
      op === 'insert' ? null : { id, error: 'newer', code: 'STALE', retryable: false },
    ),
  )
  const buffer = freshBuffer()
  initFlushWorker({ apiBase: server.url, buffer })
  const id = crypto.randomUUID()
  await buffer.enqueue(workInsert('one', id))
  await type(flush)
  await buffer.enqueue(workUpdate(id, { year: 1905 }))
  await type(flush)
  server.answer(applyAll())
  await buffer.enqueue(workUpdate(id, { year: 1906 }))
  expect(await type(flush)).toEqual({ kind: 'drained' })
  expect(await buffer.size()).toBe(1)
  const [refused] = await buffer.parked()
  await buffer.discard(refused?.id ?? '')
  expect(await buffer.size()).toBe(0)
})
