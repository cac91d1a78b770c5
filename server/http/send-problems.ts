import type { ErrorRequestHandler, Request, RequestHandler } from 'express'
import { codeOf } from '../error-code.ts'
import type { Log } from '../log.ts'
import { ProblemError, STATUS_OF } from '../problem.ts'
import { readProblem } from './read-problem.ts'

const RETRY_AFTER_S: Partial<Record<string, number>> = { rate_limited: 1, unavailable: 2 }

/** Answers every error as a problem, in JSON. */
export function sendProblems(log: Log): ErrorRequestHandler {
  return (error, request, response, next) => {
    const found = readProblem(error)
    if (found.code === 'internal') log.error(traceOf(error), 'a request failed')
    // Half an answer is out: only breaking it off tells the client that it isn't whole.
    if (response.headersSent) return next(error)
    const retryAfterS = RETRY_AFTER_S[found.code]
    if (retryAfterS !== undefined) response.set('Retry-After', String(retryAfterS))
    if (found.code === 'unauthorized') response.set('WWW-Authenticate', 'Bearer')
    response.status(STATUS_OF[found.code]).json(found)
    if (!request.complete) cutOffSoon(request)
  }
}

/** Long enough for a client to notice the answer while it sends; Node throws away what comes. */
const LINGER_MS = 2_000

/** Ends a connection whose request goes on after its refusal. */
function cutOffSoon(request: Request): void {
  const cut = () => {
    if (!request.complete) request.socket.destroy()
  }
  setTimeout(cut, LINGER_MS).unref()
}

/** Where nobody answered. */
export const notFound: RequestHandler = () => {
  throw new ProblemError('not_found', 'There is nothing at this address.')
}

/** An error without its message, which may quote what somebody saved. */
function traceOf(error: unknown) {
  if (!(error instanceof Error)) return { error: typeof error }
  const where = error.stack?.split('\n').filter((line) => line.startsWith('    at '))
  return { error: error.name, errorCode: codeOf(error), where }
}
