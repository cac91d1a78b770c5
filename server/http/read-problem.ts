import type { Problem } from '../../lib/wire/problem.ts'
import { isOutage } from '../db.ts'
import { type ProblemCode, ProblemError } from '../problem.ts'

/** What an error means to whoever sent the request. What isn't known is `internal`. */
export function readProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return { code: error.code, message: error.message }
  if (isOutage(error)) return problem('unavailable')
  const status = clientStatus(error)
  if (status === undefined) return problem('internal')
  if (status === 413) return problem('too_large')
  if (status === 415) return problem('unsupported_type')
  return problem('bad_request')
}

const SENTENCES = {
  bad_request: 'This request can not be read: its address or its JSON is broken.',
  too_large: 'This request is larger than the server takes.',
  unsupported_type: 'Send JSON, with Content-Type: application/json.',
  unavailable: 'The database can not be reached right now; try again shortly.',
  internal: 'Something is wrong with the server; its log says what.',
} satisfies Partial<Record<ProblemCode, string>>

function problem(code: keyof typeof SENTENCES): Problem {
  return { code, message: SENTENCES[code] }
}

/** Express and its body parser put a 4xx on what the client did wrong. */
function clientStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined
  const { status } = error
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined
}
