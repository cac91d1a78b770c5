import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Request } from 'express'
import { codeOf } from '../error-code.ts'
import { ProblemError } from '../problem.ts'

/**
 * The bytes of a body, inflated where it was sent with gzip: `max` of them at the most, on the wire
 * and inflated. Throws ProblemError as soon as it is known that there are more.
 */
export async function bodyBytes(request: Request, max: number): Promise<Buffer> {
  const encoding = request.headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity' && encoding !== 'gzip') {
    throw new ProblemError('unsupported_type', 'Send JSON as it is, or with gzip.')
  }
  const sent = await readBytes(request, max)
  return encoding === 'gzip' ? inflate(sent, max) : sent
}

/** Express' own reader waits for the end of a body that is too large; this one answers at once. */
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
  if (length > max) throw tooLarge(max)
}

const inflated = promisify(gunzip)

async function inflate(bytes: Buffer, max: number): Promise<Buffer> {
  try {
    return await inflated(bytes, { maxOutputLength: max })
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(max)
    throw new ProblemError('bad_request', 'This body is not what gzip writes.')
  }
}

function tooLarge(max: number): ProblemError {
  return new ProblemError('too_large', `Send at most ${max} bytes at a time.`)
}
