import { afterEach, expect, it } from 'vitest'
import { SnapshotChunks } from './chunks.ts'

const made: SnapshotChunks[] = []
afterEach(() => Promise.all(made.splice(0).map((chunks) => chunks.dispose())))

function makeChunks(chunkBytes: number): SnapshotChunks {
  const chunks = new SnapshotChunks(chunkBytes)
  made.push(chunks)
  return chunks
}

async function textOf(chunks: SnapshotChunks, index: number): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of chunks.read(index)) parts.push(part)
  return Buffer.concat(parts).toString()
}

/** Adds rows as a copy does: waits when it is asked to. */
async function fill(chunks: SnapshotChunks, rows: readonly string[]): Promise<void> {
  for (const row of rows) await chunks.add(Buffer.from(row))
  await chunks.finish('"end"')
}

it('serves an empty snapshot as its last message alone', async () => {
  const chunks = makeChunks(100)
  await fill(chunks, [])
  expect(await textOf(chunks, 0)).toBe('"end"')
  expect(await chunks.continues(0)).toBe(false)
})

it('starts a new chunk once one is full, and never splits a message', async () => {
  const chunks = makeChunks(8)
  await fill(chunks, ['"aaa"', '"bbb"', '"ccc"'])
  expect(await textOf(chunks, 0)).toBe('"aaa","bbb"')
  expect(await chunks.continues(0)).toBe(true)
  expect(await textOf(chunks, 1)).toBe('"ccc","end"')
  expect(await chunks.continues(1)).toBe(false)
})

it('gives every byte back, large rows and small, from memory and from the file', async () => {
  const chunks = makeChunks(300_000)
  const rows = Array.from({ length: 400 }, (_, n) => `"${String(n).repeat(1 + ((n * 37) % 1500))}"`)
  rows.splice(200, 0, `"${'x'.repeat(200_000)}"`)
  const reader = textOf(chunks, 0)
  await fill(chunks, rows)
  const texts = [await reader]
  for (let index = 0; await chunks.continues(index); index++)
    texts.push(await textOf(chunks, index + 1))
  expect(texts.length).toBeGreaterThan(2)
  expect(JSON.parse(`[${texts.join(',')}]`)).toEqual(JSON.parse(`[${rows.join(',')},"end"]`))
})

it('is read while it grows', async () => {
  const chunks = makeChunks(1_000_000)
  const reader = chunks.read(0)
  const first = reader.next()
  await chunks.add(Buffer.alloc(100_000, 'a'))
  expect((await first).value?.length).toBe(100_000)
  const rest = textOf(chunks, 0)
  await chunks.finish('"end"')
  expect((await rest).endsWith(',"end"')).toBe(true)
})

it('passes its failure to who waits and to who comes later', async () => {
  const chunks = makeChunks(100)
  const waiting = [textOf(chunks, 0), chunks.continues(0), chunks.begun()]
  chunks.fail(new Error('the database is gone'))
  for (const one of [...waiting, chunks.begun()])
    await expect(one).rejects.toThrow('the database is gone')
})

it('lets a reader end in peace when it is disposed of', async () => {
  const chunks = makeChunks(10_000_000)
  await fill(chunks, [`"${'x'.repeat(1_000_000)}"`])
  const reader = chunks.read(0)
  let length = (await reader.next()).value?.length ?? 0
  await chunks.dispose()
  for await (const part of reader) length += part.length
  expect(length).toBe(1_000_002 + ',"end"'.length)
})
