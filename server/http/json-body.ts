import type { Request, RequestHandler } from 'express'
import { limits } from '../../lib/wire/limits.ts'
import { ProblemError } from '../problem.ts'

/**
 * Reads a JSON body of at most 1 MiB into `request.body`. Express' own reader waits for the end of a
 * body that is too large; this one answers as soon as it knows.
 */
export const jsonBody: RequestHandler = async (request, _response, next) => {
  checkType(request)
  const bytes = await readBytes(request, limits.batchBytes)
  request.body = parse(bytes)
  next()
}

function checkType(request: Request): void {
  // `is` knows three answers: null is a request without a body.
  const type = request.is('application/json')
  if (type === null) throw new ProblemError('bad_request', 'This request needs a JSON body.')
  if (type === false || request.headers['content-encoding'] !== undefined) {
    throw new ProblemError('unsupported_type', 'Send JSON, uncompressed, as application/json.')
  }
}

async function readBytes(request: Request, max: number): Promise<Buffer> {
  checkLength(Number(request.headers['content-length'] ?? 0), max)
  const chunks: Buffer[] = []
  let length = 0
  // Destroying the request would take the answer with it.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length
    checkLength(length, max)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function checkLength(length: number, max: number): void {
  if (length > max) throw new ProblemError('too_large', `Send at most ${max} bytes at a time.`)
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
