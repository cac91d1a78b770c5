import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { CannotStart } from '../cannot-start.ts'
import { hashSources } from './sources.ts'

const run = promisify(execFile)

export const BROWSERS = ['chrome', 'firefox'] as const
export type Browser = (typeof BROWSERS)[number]

/** Where the unpacked extension of a browser lies, relative to the checkout. */
export function outputOf(browser: Browser): string {
  return join('.output', `${browser}-mv3`)
}

/** Builds the extension for each browser whose last build is of other sources. */
export async function buildExtension(
  root: string,
  onBuild: (browser: Browser) => void,
  signal?: AbortSignal,
): Promise<void> {
  const sources = await hashSources(root)
  for (const browser of BROWSERS) {
    if (await isBuilt(root, browser, sources)) continue
    onBuild(browser)
    await build(root, browser, signal)
    await writeFile(noteOf(root, browser), sources)
  }
}

async function isBuilt(root: string, browser: Browser, sources: string): Promise<boolean> {
  const files = [noteOf(root, browser), join(root, outputOf(browser), 'manifest.json')]
  const found = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')))
  return found[0] === sources && found[1] !== ''
}

/** Beside the output, because a build empties that first. */
function noteOf(root: string, browser: Browser): string {
  return join(root, `${outputOf(browser)}.sources`)
}

async function build(root: string, browser: Browser, signal?: AbortSignal): Promise<void> {
  const wxt = join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs')
  try {
    await run(process.execPath, [wxt, 'build', '-b', browser], { cwd: root, signal })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string } // execFile's own
    throw new CannotStart(`The extension could not be built for ${browser}:\n${stdout}${stderr}`)
  }
}
