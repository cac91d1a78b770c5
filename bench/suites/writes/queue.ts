import { type Figure, figure } from '../../../e2e/figures.ts'
import { type BenchBrowser, openBenchBrowser } from './bench-browser.ts'
import { quantile, ratioOf } from './turns.ts'

type Figures = Record<string, Figure>

const TURNS = 7
const SAVES_A_TURN = 60

const QUEUES = {
  few: { count: 10 },
  many: { count: 10_000 },
  mixed: { count: 10_000, parked: 1_000, delayed: 5_000 },
}
const READS = ['peek', 'size', 'overlay'] as const

/** The queue in a page of the extension: saving beside a bare put, reading a long queue beside a short one. */
export async function queueFigures(): Promise<Figures> {
  const bench = await openBenchBrowser()
  try {
    return { ...(await enqueueFigures(bench)), ...(await readFigures(bench)) }
  } finally {
    await bench.close()
  }
}

async function enqueueFigures({ call }: BenchBrowser): Promise<Figures> {
  await call('timeEnqueue', SAVES_A_TURN, '_warm')
  const medians = { enqueue: [] as number[], put: [] as number[] }
  const p95s = { enqueue: [] as number[], put: [] as number[] }
  for (let turn = 0; turn < TURNS; turn++) {
    const times = await call('timeEnqueue', SAVES_A_TURN, `_saves${turn}`)
    for (const way of ['enqueue', 'put'] as const) {
      medians[way].push(quantile(times[way], 0.5))
      p95s[way].push(quantile(times[way], 0.95))
    }
  }
  return {
    enqueue_ratio: ratioOf(medians.enqueue, medians.put),
    enqueue_p95_ratio: ratioOf(p95s.enqueue, p95s.put),
    enqueue_ms: figure(medians.enqueue, 'ms'),
    put_ms: figure(medians.put, 'ms'),
    enqueue_p95_ms: figure(p95s.enqueue, 'ms'),
    put_p95_ms: figure(p95s.put, 'ms'),
  }
}

/** `peek_ratio` and its like, and the same where part of the queue can't be sent. */
async function readFigures({ call }: BenchBrowser): Promise<Figures> {
  await call('openQueues', QUEUES)
  const figures: Figures = {}
  for (const read of READS) {
    await call('timeReads', read)
    const turns: Record<string, number>[] = []
    for (let turn = 0; turn < TURNS; turn++) turns.push(await call('timeReads', read))
    const of = (queue: keyof typeof QUEUES) => turns.map((turn) => turn[queue] ?? Number.NaN)
    figures[`${read}_ratio`] = ratioOf(of('many'), of('few'))
    figures[`${read}_mixed_ratio`] = ratioOf(of('mixed'), of('few'))
    figures[`${read}_ms_of_10`] = figure(of('few'), 'ms')
    figures[`${read}_ms_of_10000`] = figure(of('many'), 'ms')
    figures[`${read}_ms_of_10000_mixed`] = figure(of('mixed'), 'ms')
  }
  return figures
}
