import type { Problem } from '../lib/wire/problem.ts'

export type ProblemCode = Problem['code']

/** The HTTP status of every problem. */
export const STATUS_OF: Record<ProblemCode, number> = {
  bad_request: 400,
  unauthorized: 401,
  code_invalid: 403,
  not_found: 404,
  too_large: 413,
  unsupported_type: 415,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
}

/** A request that can't be answered as it wished; the message is a sentence that its sender may read. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly code: ProblemCode

  constructor(code: ProblemCode, message: string) {
    super(message)
    this.code = code
  }
}
