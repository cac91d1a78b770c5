import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

export interface Source {
  /** From the top of the project, with forward slashes. */
  path: string
  text: string
  /** What it imports of ours, from the top of the project. */
  imports: string[]
}

/** Every source file that git knows or could know. */
export function sources(pattern: RegExp): Source[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: ROOT })
  const paths = listed.toString().split('\n')
  return paths.filter((path) => pattern.test(path) && existsSync(join(ROOT, path))).map(readSource)
}

export function readSource(path: string): Source {
  const text = readFileSync(join(ROOT, path), 'utf8')
  return { path, text, imports: importsOf(path, text) }
}

function importsOf(path: string, text: string): string[] {
  const found = text.matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)
  return [...found].map(([, target = '']) => relative('.', join(dirname(path), target)))
}

export const isTest = (path: string) => /\.(test|test-d)\.tsx?$|(^|\/)testing\/|^e2e\//.test(path)
