import type { WireChange } from '../../wire/batch.ts'
import type { Random } from './random.ts'

/** One request of a client's worker, until it is answered, lost, or its page is dead. */
export interface Call {
  n: number
  client: number
  /** The page that made it. */
  page: string
  path: string
  changes: WireChange[]
  /** Has it reached the server, and is the answer on its way back? */
  answer: Response | null
  respond(response: Response): void
  fail(reason: Error): void
}

/** Every request that is under way. What becomes of each, the world decides. */
export interface Network {
  calls: Call[]
  /** What nobody waits for any more, but may still reach the server: batches, oldest first. */
  ghosts: WireChange[][]
  /** The `fetch` of one page. */
  fetchOf(client: number, page: string): typeof fetch
  /** A dead page hears no answer; its requests may still reach the server. */
  bury(page: string): void
}

/** A network on which nothing moves by itself. */
export function createNetwork(violation: (what: string) => void = () => {}): Network {
  const calls: Call[] = []
  const ghosts: WireChange[][] = []
  const dead = new Set<string>()
  let count = 0
  const end = (call: Call) => {
    calls.splice(calls.indexOf(call), 1)
    call.respond = () => {}
    call.fail = () => {}
  }
  const giveUp = (call: Call) => {
    if (!calls.includes(call)) return
    if (call.answer === null && call.changes.length > 0) ghosts.push(call.changes)
    end(call)
  }
  const fetchOf: Network['fetchOf'] = (client, page) => (input, init) =>
    new Promise((resolve, reject) => {
      if (dead.has(page)) return
      count += 1
      const path = new URL(String(input)).pathname
      const call: Call = {
        ...{ n: count, client, page, path, changes: changesOf(init?.body), answer: null },
        respond: (response) => {
          end(call)
          resolve(response)
        },
        fail: (reason) => {
          end(call)
          reject(reason)
        },
      }
      const others = calls.filter((one) => one.client === client && one.changes.length > 0)
      if (call.changes.length > 0 && others.length > 0)
        violation(`client ${client} has two requests under way`)
      calls.push(call)
      init?.signal?.addEventListener('abort', () => {
        giveUp(call)
        reject(init.signal?.reason)
      })
    })
  const bury = (page: string) => {
    dead.add(page)
    calls.filter((call) => call.page === page).forEach(giveUp)
  }
  return { calls, ghosts, fetchOf, bury }
}

function changesOf(body: unknown): WireChange[] {
  return typeof body === 'string' ? (JSON.parse(body) as { changes: WireChange[] }).changes : [] // our own worker wrote it
}

/** Everything but our server's own answer that may come back. */
export function oddAnswer(random: Random): { name: string; response: Response } {
  return random.weighted<() => { name: string; response: Response }>([
    [2, () => ({ name: '200 HTML', response: html() })],
    [2, () => status(500)],
    [2, () => status(503, random.chance(0.5) ? { 'Retry-After': String(random.int(0, 20)) } : {})],
    [1, () => status(502)],
    [1, () => status(408)],
    [1, () => status(425)],
    [2, () => status(429, { 'Retry-After': String(random.int(1, 60)) })],
    [1, () => status(401)],
    [1, () => status(403)],
    [1, () => strangerAnswer(random)],
  ])()
}

function status(code: number, headers: Record<string, string> = {}) {
  const init = { status: code, headers }
  return { name: String(code), response: new Response('{}', init) }
}

function html(): Response {
  return new Response('<html>Log in to the hotel</html>', {
    headers: { 'Content-Type': 'text/html' },
  })
}

/** An answer to another question: ids that nobody sent. */
function strangerAnswer(random: Random) {
  const id = random.uuid()
  const body = {
    ...{ applied: [id], responses: [{ id, outcome: 'applied', rev: 1 }], txid: '1', lsn: '1' },
    ...{ epoch: random.uuid(), server_time: 0 },
  }
  return { name: 'a stranger’s answer', response: Response.json(body) }
}
