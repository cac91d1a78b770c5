import { batchResponse, ERROR_CODES, OUTCOMES } from '../../../lib/wire/batch.ts'
import { problem } from '../../../lib/wire/problem.ts'
import { type Attack, BATCH_PATH } from './attack.ts'
import type { Answer } from './send.ts'

/** What an answer must never show: how the server is made. */
export const INSIDES =
  /syntax error|relation "|constraint|violates|pg_|SQLSTATE|\bat .*:\d+:\d+|node:internal/

/** What is wrong with an answer; undefined where it is as it has to be. */
export function complaintAbout(attack: Attack, answer: Answer, secret: string): string | undefined {
  if (answer.kind === 'cut') return undefined
  if (answer.kind === 'silent') return `no answer: ${answer.reason}`
  const { status, body } = answer
  if (status >= 500) return `a ${status}`
  if (body.includes(secret)) return 'somebody else’s row is in the answer'
  if (status >= 400) return aboutProblem(body)
  if (status !== 200 || attack.path !== BATCH_PATH) return `a ${status}`
  return aboutBatch(attack, body)
}

function aboutProblem(body: string): string | undefined {
  const read = problem.safeParse(jsonOf(body))
  if (!read.success) return 'a refusal that is no problem'
  return INSIDES.test(read.data.message) ? `insides: ${read.data.message}` : undefined
}

function aboutBatch({ expect }: Attack, body: string): string | undefined {
  const json = jsonOf(body)
  const read = batchResponse.safeParse(json)
  if (!read.success) return 'an answer that breaks the contract'
  const { applied, responses, errors = [] } = read.data
  if (responses.some(({ id }, i) => id !== applied[i])) return 'responses that don’t fit applied'
  const unknown = unknownWord(json as Words) // it has just been read as a batch's answer
  if (unknown !== undefined) return `the word ${unknown}, which the contract has not`
  const shown = errors.find(({ error }) => INSIDES.test(error))
  if (shown) return `insides: ${shown.error}`
  if (!expect) return undefined
  if (applied.length + errors.length !== expect.changes) return 'a change without an answer'
  const lost = expect.healthy.find((id) => !applied.includes(id))
  return lost === undefined ? undefined : 'a healthy neighbour that was not applied'
}

interface Words {
  responses: { outcome: string }[]
  errors?: { code: string }[]
}

/** The schema reads a word that it doesn't know as one that it does; here none may be unknown. */
function unknownWord({ responses, errors = [] }: Words): string | undefined {
  const known = new Set<string>([...OUTCOMES, ...ERROR_CODES])
  const words = [...responses.map(({ outcome }) => outcome), ...errors.map(({ code }) => code)]
  return words.find((word) => !known.has(word))
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
