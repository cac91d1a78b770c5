import type { ServerResponse } from 'node:http'
import { batchAnswer, changesIn, sendHealth } from '../../lib/testing/batch-server.ts'
import { type LoopbackRequest, sendJson, startLoopback } from '../../lib/testing/loopback.ts'

type Values = Record<string, string | null>

const SCHEMA = JSON.stringify({
  id: { type: 'uuid' },
  rev: { type: 'int8' },
  year: { type: 'int4' },
})

/** A server of one table: what is written to it comes back through its shape. Inserts only. */
export async function startEchoServer() {
  const rows: Values[] = []
  const waiting = new Set<() => void>()

  const write = ({ body }: LoopbackRequest, response: ServerResponse) => {
    const answer = batchAnswer(changesIn(body))
    rows.push(...answer.responses.map(({ row }) => asText(row ?? {})))
    sendJson(response, 200, answer)
    for (const answerPoll of waiting) answerPoll()
  }
  const read = ({ url }: LoopbackRequest, response: ServerResponse) => {
    const ours = url.searchParams.get('table') === 'works' ? rows : []
    const seen = Number(url.searchParams.get('offset')?.split('_')[0])
    const answer = () => sendShape(response, ours, Math.max(0, seen))
    if (url.searchParams.get('live') !== 'true' || ours.length > seen) return answer()
    const poll = () => {
      waiting.delete(poll)
      answer()
    }
    waiting.add(poll)
  }
  return startLoopback((request, response) => {
    if (request.url.pathname === '/health') sendHealth(response)
    else if (request.method === 'POST') write(request, response)
    else read(request, response)
  })
}

/** The rows from a place on, as Electric's protocol has them; the place is the offset. */
function sendShape(response: ServerResponse, rows: readonly Values[], from: number): void {
  const inserts = rows.slice(from).map((value) => ({
    headers: { operation: 'insert' },
    key: `"public"."works"/"${value.id}"`,
    value,
  }))
  const end = { headers: { control: 'up-to-date', global_last_seen_lsn: String(rows.length) } }
  sendJson(response, 200, [...inserts, end], {
    'electric-handle': 'echo',
    'electric-offset': `${rows.length}_0`,
    'electric-schema': SCHEMA,
    'electric-cursor': String(rows.length),
    'electric-up-to-date': '',
  })
}

/** Values as Postgres prints them. */
function asText(row: Record<string, unknown>): Values {
  const entries = Object.entries(row)
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value === null ? null : String(value)]),
  )
}
