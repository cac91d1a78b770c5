import { deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'

/** What is sent in place of a good body, and what is said about it. */
interface Broken {
  body: Uint8Array
  headers?: Record<string, string>
}

export interface Breaking {
  name: string
  breakIt(body: Buffer): Broken
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf])
const BOMB = gzipSync(Buffer.alloc(200 * 2 ** 20, ' '), { level: 9 })

const gzip = (body: Uint8Array): Broken => ({ body, headers: { 'Content-Encoding': 'gzip' } })
const typed = (type: string) => (body: Buffer) => ({ body, headers: { 'Content-Type': type } })

const fixed: Record<string, Breaking['breakIt']> = {
  'byte order mark': (body) => ({ body: Buffer.concat([BOM, body]) }),
  'utf-16': (body) => ({ body: Buffer.from(body.toString(), 'utf16le') }),
  'utf-16, said so': (body) => ({
    body: Buffer.from(body.toString(), 'utf16le'),
    headers: { 'Content-Type': 'application/json; charset=utf-16' },
  }),
  'latin-1': (body) => ({ body: Buffer.from(`${body.toString()} é`, 'latin1') }),
  'no type': (body) => ({ body, headers: { 'Content-Type': '' } }),
  form: typed('application/x-www-form-urlencoded'),
  multipart: typed('multipart/form-data; boundary=x'),
  'json of another charset': typed("application/json; charset=' OR 1=1"),
  'long type': typed(`application/json; a=${'x'.repeat(4000)}`),
  gzip: (body) => gzip(gzipSync(body)),
  'gzip that is none': (body) => gzip(body),
  'gzip cut off': (body) => gzip(gzipSync(body).subarray(0, -5)),
  'gzip bomb': () => gzip(BOMB),
  deflate: (body) => ({ body: deflateSync(body), headers: { 'Content-Encoding': 'deflate' } }),
  brotli: (body) => ({ body, headers: { 'Content-Encoding': 'br' } }),
  nothing: () => ({ body: Buffer.alloc(0) }),
  'too long': (body) => ({ body: Buffer.concat([body, Buffer.alloc(2 ** 20, ' ')]) }),
  'said to be longer': (body) => ({ body, headers: { 'Content-Length': String(body.length + 9) } }),
  'said to be endless': (body) => ({ body, headers: { 'Content-Length': '9'.repeat(15) } }),
}

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

/** Ways in which a body arrives broken. */
export const brokenBytes: fc.Arbitrary<Breaking> = fc.oneof(
  fc.constantFrom(...Object.entries(fixed)).map(([name, breakIt]) => ({ name, breakIt })),
  place.map((at) => ({ name: 'truncated', breakIt: (body: Buffer) => ({ body: cut(body, at) }) })),
  fc.array(fc.tuple(place, fc.nat({ max: 255 })), { minLength: 1, maxLength: 8 }).map((flips) => ({
    name: 'flipped',
    breakIt: (body: Buffer) => ({ body: flip(body, flips) }),
  })),
  fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 12 })).map(([at, bytes]) => ({
    name: 'inserted',
    breakIt: (body: Buffer) => ({ body: Buffer.concat([cut(body, at), bytes, rest(body, at)]) }),
  })),
  fc
    .uint8Array({ maxLength: 200 })
    .map((bytes) => ({ name: 'random bytes', breakIt: () => ({ body: bytes }) })),
)

const cut = (body: Buffer, at: number) => body.subarray(0, Math.floor(at * body.length))
const rest = (body: Buffer, at: number) => body.subarray(Math.floor(at * body.length))

function flip(body: Buffer, flips: [number, number][]): Buffer {
  const flipped = Buffer.from(body)
  for (const [at, bits] of flips) {
    const index = Math.floor(at * body.length)
    flipped[index] = (flipped[index] ?? 0) ^ bits
  }
  return flipped
}
