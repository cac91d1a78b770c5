import { entityOf, type SyncedTable } from '../../schema/entities.ts'
import type { BatchResponse, WireChange } from '../../wire/batch.ts'
import { type Call, oddAnswer } from './network.ts'
import type { World } from './world.ts'

const OFFLINE = () => new TypeError('Failed to fetch')

/** Lets one request, or one answer, get a step further, in whatever way the world has in store for it. */
export async function moveCall(world: World, call: Call): Promise<void> {
  const client = world.clients[call.client]
  if (!client?.online || world.serverDown) return lose(world, call, 'offline')
  if (call.answer) return arrive(world, call, call.answer)
  if (client.token !== world.validToken) return answerOdd(world, call, '401', status(401))
  const fate = world.healed ? 'answer' : world.random.weighted(FATES)
  switch (fate) {
    case 'answer':
      return answer(world, call, await serve(world, call.changes))
    case 'late':
      return hold(world, call, await serve(world, call.changes))
    case 'lost before':
      return lose(world, call, 'lost before the server')
    case 'lost after':
      await serve(world, call.changes)
      return lose(world, call, 'committed, answer lost')
    case 'twice':
      return answer(world, call, await serveTwice(world, call.changes))
    case 'odd': {
      const { name, response } = oddAnswer(world.random)
      return answerOdd(world, call, name, response)
    }
    case 'hangs':
      return
    default:
      return fate satisfies never
  }
}

const FATES = [
  [8, 'answer'],
  [3, 'late'],
  [2, 'lost before'],
  [3, 'lost after'],
  [2, 'twice'],
  [2, 'odd'],
  [1, 'hangs'],
] as const

/** Has the server apply what it got, and the oracle look at it. */
export async function serve(world: World, changes: WireChange[]): Promise<Response> {
  if (changes.length === 0) return Response.json({ status: 'ok' })
  const spoilt = spoil(world, changes)
  if (spoilt) return spoilt
  return Response.json(await applied(world, changes))
}

export async function serveTwice(world: World, changes: WireChange[]): Promise<Response> {
  const spoilt = spoil(world, changes)
  if (spoilt || changes.length === 0 || world.random.chance(0.5)) {
    await serve(world, changes)
    return serve(world, changes)
  }
  return Response.json(await applied(world, changes, 2))
}

async function applied(world: World, changes: WireChange[], times = 1): Promise<BatchResponse> {
  const nowMs = world.loop.now()
  for (const { table } of changes) if (isSyncedTable(table)) world.history.touch(table)
  const sent = () => JSON.parse(JSON.stringify(spoilAll(world, changes))) as WireChange[] // as it was
  const answers = await Promise.all(
    Array.from({ length: times }, () => world.server.apply(sent(), nowMs)),
  )
  answers.sort((a, b) => repeats(a) - repeats(b))
  const last = answers.at(-1)
  const rows = await world.server.rows()
  const versions = world.history.add(rows, last ?? {})
  for (const response of answers) world.oracle.onBatch(changes, response, nowMs)
  world.oracle.onVersions(versions)
  const codes = last ? [...last.responses.map((one) => one.outcome), ...codesOf(last)] : []
  world.trace(`server applies ${changes.length} ×${times}: ${codes.join(' ')}`)
  if (!last) throw new Error('a batch has an answer')
  return last
}

const repeats = ({ responses }: BatchResponse) =>
  responses.filter(({ outcome }) => outcome === 'duplicate').length

const codesOf = ({ errors = [] }: BatchResponse) => errors.map(({ code }) => code)

const isSyncedTable = (table: string): table is SyncedTable => entityOf(table) !== undefined

/** Answers for what no server of ours could apply: what makes it fail, or is too much for a proxy. */
function spoil({ poison }: World, changes: WireChange[]): Response | null {
  const kinds = changes.map(({ id }) => poison.get(id))
  if (kinds.includes('crash')) return status(500)
  if (kinds.includes('refused')) return status(400)
  if (kinds.includes('large')) return status(413)
  return null
}

/** No entity takes all of these for its own. */
const SPOILT = { title: 7, kind: 7, metadata: 7, name: 7, front: 7, rating: 'none' }

/** A change that is spoiled on its way is one that the schema refuses. */
function spoilAll({ poison }: World, changes: WireChange[]): WireChange[] {
  return changes.map((change) =>
    poison.get(change.id) === 'invalid'
      ? { ...change, payload: { ...change.payload, ...SPOILT } }
      : change,
  )
}

function status(code: number): Response {
  return new Response('{}', { status: code })
}

function answer(world: World, call: Call, response: Response): void {
  world.trace(`request ${call.n} answered`)
  call.respond(response)
}

function arrive(world: World, call: Call, response: Response): void {
  answer(world, call, response)
}

function hold(world: World, call: Call, response: Response): void {
  world.trace(`request ${call.n}: the answer is on its way`)
  call.answer = response
}

function lose(world: World, call: Call, why: string): void {
  world.trace(`request ${call.n}: ${why}`)
  call.fail(OFFLINE())
}

function answerOdd(world: World, call: Call, name: string, response: Response): void {
  world.trace(`request ${call.n}: ${name}`)
  call.respond(response)
}

/** What nobody waits for any more reaches the server after all. */
export async function moveGhost(world: World): Promise<void> {
  const [ghost] = world.network.ghosts.splice(0, 1)
  if (!ghost) return
  world.trace(`a forgotten request of ${ghost.length} changes reaches the server`)
  await serve(world, ghost)
}
