import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { openMirror, rowsOf } from '../lib/electric/mirror-database.ts'
import { getFlushWorker } from '../lib/flush/worker.ts'
import { library } from '../lib/repos/library.ts'
import { readOne } from '../lib/repos/read.ts'
import { createWork } from '../lib/repos/works.ts'
import { asset } from '../lib/schema/asset.ts'
import { work } from '../lib/schema/work.ts'
import { changesIn } from '../lib/testing/batch-server.ts'
import { openFreshLibrary } from '../lib/testing/library.ts'
import { blocksOf, extractBlocks, extracted, readDoc } from './testing/blocks.ts'
import { startEchoServer } from './testing/echo-server.ts'

const run = promisify(execFile)
const code = blocksOf(readDoc('docs/pattern.md')).map((block) => block.code)

/** The public names of the pattern; each has to be used in some block. */
const NAMES = [
  ...['initElectric', 'useShape', 'useWorks', 'useWork', 'useWorksByType', 'useFavoriteWorks'],
  ...['createWork', 'updateWork', 'deleteWork', 'toggleWorkFavorite', 'createWorkWithAsset'],
  ...[
    'restoreWork',
    'WriteBuffer',
    'enqueue',
    'peek',
    'markApplied',
    'markFailed',
    'size',
    'clear',
  ],
  ...['getAll', 'WriteChange', 'initFlushWorker', 'start', 'stop', 'flush', 'getBuffer'],
  ...['getFlushWorker', '/api/writes/batch', 'useWorksOptimistic', 'usePendingWrites'],
]

let server: Awaited<ReturnType<typeof startEchoServer>>

beforeAll(() => void extractBlocks('docs/pattern.md'))
beforeEach(async () => {
  server = await startEchoServer()
})
afterEach(async () => {
  getFlushWorker()?.stop()
  await server.close()
})

const written = () => server.requests.filter(({ method }) => method === 'POST')

it.each(NAMES)('shows how %s is used', (name) => {
  expect(code.filter((block) => block.includes(name))).not.toEqual([])
})

it('shows only code that type-checks', async () => {
  const tsc = extracted('../node_modules/typescript/bin/tsc')
  const said = await run(process.execPath, [tsc, '-p', extracted('tsconfig.json')]).catch(
    (failure: { stdout: string }) => failure,
  )
  expect(said.stdout).toBe('')
}, 60_000)

it('start.ts leads a work once around the circle', async () => {
  const { start } = await import(extracted('start.ts'))
  const stop = await start(server.url, 'secret')
  const { id } = await createWork({ title: 'Around' })
  const mirror = openMirror()
  await vi.waitFor(async () => {
    expect((await rowsOf(mirror, 'works').get(id))?.title).toBe('Around')
    expect(await library().buffer.getAll()).toEqual([])
  }, 10_000)
  stop()
  const ours = server.requests.filter(({ url }) => url.pathname !== '/health') // open to all
  expect(new Set(ours.map(({ headers }) => headers.authorization))).toEqual(
    new Set(['Bearer secret']),
  )
})

it('verbs.ts leaves what its comments say', async () => {
  const open = openFreshLibrary()
  const { writeSome } = await import(extracted('verbs.ts'))
  const { id, workId, assetId } = await writeSome()
  const kept = await readOne(open, work, id)
  expect(kept).toMatchObject({ year: null, topics: ['transformers'], favorite: true })
  expect(await readOne(open, asset, assetId)).toMatchObject({ workId })
})

it('queue.ts counts what its comments say', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  const { walk } = await import(extracted('queue.ts'))
  const left = await walk()
  expect(log.mock.calls).toEqual([[2], [3]])
  log.mockRestore()
  expect(left.map(({ status }: { status: string }) => status)).toEqual([
    'applied',
    'error',
    'pending',
  ])
})

it('flush.ts drains the queue through the token that it reads', async () => {
  const { startFlushing, sendNow } = await import(extracted('flush.ts'))
  const worker = startFlushing(server.url, async () => 'read')
  await worker.getBuffer().clear({ confirm: true })
  const payload = { id: crypto.randomUUID(), title: 'Sent' }
  await worker.getBuffer().enqueue({ table: 'works', op: 'insert', payload })
  expect(await sendNow()).toBe('drained, 0 left')
  expect(written()[0]?.headers.authorization).toBe('Bearer read')
})

it('batch.ts sends a change of the pattern and reads its receipt', async () => {
  const { save } = await import(extracted('batch.ts'))
  const answer = await save(server.url, 'secret', 'By hand')
  expect(answer.responses).toMatchObject([{ id: answer.applied[0], row: { title: 'By hand' } }])
  expect(Object.keys(changesIn(written()[0]?.body ?? '')[0] ?? {})).toEqual([
    ...['id', 'table', 'op', 'payload', 'created_at', 'status', 'retry_count'],
  ])
})
