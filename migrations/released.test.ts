import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import checksums from './checksums.json' with { type: 'json' }

const released: Record<string, string> = checksums

function checksumOf(file: string): string {
  return createHash('sha256')
    .update(readFileSync(new URL(file, import.meta.url)))
    .digest('hex')
}

const files = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.sql'))

it.each(files)('%s is named, listed and never changed after its release', (file) => {
  expect(file).toMatch(/^\d{4}_[a-z0-9_]+\.sql$/)
  const checksum = checksumOf(file)
  const advice =
    released[file] === undefined
      ? `${file} is new: add "${file}": "${checksum}" to migrations/checksums.json.`
      : `${file} has changed since it was listed. Databases that ran it will never run it again: ` +
        `put the change into a new file. Only if it never left this machine, list ${checksum}.`
  expect(released[file] === checksum, advice).toBe(true)
})

it('keeps every migration that was ever released', () => {
  expect(files).toEqual(expect.arrayContaining(Object.keys(released)))
})

it('numbers each migration once', () => {
  const numbers = files.map((file) => file.slice(0, 4))
  expect(new Set(numbers).size).toBe(numbers.length)
})
