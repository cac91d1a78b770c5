import { createHash, type Hash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** All that the built extension is made of, relative to the checkout. */
const SOURCES = [
  'components',
  'entrypoints',
  'lib',
  'package-lock.json',
  'public',
  'tsconfig.json',
  'wxt.config.ts',
]

/** One hash of the names and the contents of all sources of the extension. */
export async function hashSources(root: string): Promise<string> {
  const hash = createHash('sha256')
  for (const source of SOURCES) await add(hash, root, source)
  return hash.digest('hex')
}

async function add(hash: Hash, root: string, path: string): Promise<void> {
  const full = join(root, path)
  if ((await stat(full)).isDirectory()) {
    for (const name of (await readdir(full)).sort()) await add(hash, root, `${path}/${name}`)
  } else {
    hash
      .update(`${path}\0`)
      .update(await readFile(full))
      .update('\0')
  }
}
