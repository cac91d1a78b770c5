import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'vite'
import { type ChromiumBrowser, launchChromium } from '../../../e2e/chromium.ts'
import type { View } from '../../../e2e/view/view.ts'
import type { BenchPage } from './page/main.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const ENTRY = fileURLToPath(new URL('page/main.ts', import.meta.url))

/** Chromium with our extension, built as it is now, and in it one page more, which measures. */
export interface BenchBrowser {
  browser: ChromiumBrowser
  /** Calls one of the page's functions there. */
  call<N extends keyof BenchPage>(
    name: N,
    ...args: Parameters<BenchPage[N]>
  ): ReturnType<BenchPage[N]>
  close(): Promise<void>
}

export async function openBenchBrowser(): Promise<BenchBrowser> {
  const outDir = await mkdtemp(join(tmpdir(), 'deeprecall-bench-'))
  const extensionDir = join(outDir, 'chrome-mv3')
  await buildExtension(outDir)
  await writePage(extensionDir)
  const browser = await launchChromium({ extensionDir })
  const page = await browser.viewOf(await browser.openExtensionPage('/bench.html'))
  return {
    browser,
    call: (name, ...args) => callIn(page, name, args),
    close: async () => {
      await browser.close()
      await rm(outDir, { recursive: true, force: true })
    },
  }
}

/** In a process of its own: it prints, and what is printed here are the figures. */
async function buildExtension(outDir: string): Promise<void> {
  const options = JSON.stringify({ root: ROOT, browser: 'chrome', outDir })
  const script = `import { build } from 'wxt'; await build(${options})`
  const run = promisify(execFile)
  await run(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT })
}

async function writePage(outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      emptyOutDir: false,
      copyPublicDir: false,
      lib: { entry: ENTRY, formats: ['es'], fileName: () => 'bench.js' },
    },
  })
  const html = '<!doctype html><title>bench</title><script type="module" src="bench.js"></script>'
  await writeFile(join(outDir, 'bench.html'), html)
}

function callIn<N extends keyof BenchPage>(page: View, name: N, args: unknown[]) {
  const code = `bench.${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`
  return page.evaluate(code) as ReturnType<BenchPage[N]> // what the page's function answers
}
