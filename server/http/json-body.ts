import type { Request, RequestHandler } from 'express'
import { limits } from '../../lib/wire/limits.ts'
import { ProblemError } from '../problem.ts'
import { bodyBytes } from './body-bytes.ts'
import { capDepth } from './json-depth.ts'

/** What is around the value of a column: the body, its list of changes, a change and its payload. */
const ENVELOPE_DEPTH = 4

/** One level more than any valid body has: what nests too deeply can still be told, and where. */
const PARSED_DEPTH = limits.jsonDepth + ENVELOPE_DEPTH + 1

/**
 * Reads a JSON body of at most 1 MiB into `request.body`. What is deeper than anything valid is not
 * parsed: a change of a batch that nests too deeply is refused by itself, for about nothing.
 */
export const jsonBody: RequestHandler = async (request, _response, next) => {
  checkType(request)
  const bytes = await bodyBytes(request, limits.batchBytes)
  capDepth(bytes, PARSED_DEPTH)
  request.body = parse(bytes)
  next()
}

function checkType(request: Request): void {
  // `is` knows three answers: null is a request without a body.
  const type = request.is('application/json')
  if (type === null) throw new ProblemError('bad_request', 'This request needs a JSON body.')
  if (type === false) throw new ProblemError('unsupported_type', 'Send JSON, as application/json.')
}

function parse(bytes: Buffer): object {
  const value = parseJson(bytes)
  if (typeof value === 'object' && value !== null) return value
  throw new ProblemError('bad_request', 'This body is no JSON object.')
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    // What exactly is wrong with it could quote the body; that it is no JSON is enough.
    return undefined
  }
}
