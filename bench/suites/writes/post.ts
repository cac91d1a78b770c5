import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'

/** Sends batches over so many connections that are kept alive, each its next one when the last is answered. */
export async function sendAll(
  url: string,
  token: string,
  bodies: readonly string[],
  connections: number,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const waiting = [...bodies]
  const sendNext = async () => {
    for (let body = waiting.shift(); body !== undefined; body = waiting.shift()) {
      const answer = await post(`${url}/api/writes/batch`, token, body, agent)
      if (!answer.startsWith('{"applied":["') || answer.includes('"errors":')) {
        throw new Error(`the server answered ${answer.slice(0, 500)}`)
      }
    }
  }
  await Promise.all(Array.from({ length: connections }, sendNext))
  agent.destroy()
}

/** One request; the text of its answer, for `fetch` would cost more than what is measured. */
function post(url: string, token: string, body: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
      Authorization: `Bearer ${token}`,
    }
    const sending = request(url, { method: 'POST', agent, headers }, (response) => {
      text(response).then(resolve, reject)
    })
    sending.once('error', reject)
    sending.end(body)
  })
}
