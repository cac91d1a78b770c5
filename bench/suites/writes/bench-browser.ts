import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build as bundle } from 'vite'
import { build as buildExtension } from 'wxt'
import { type ChromiumBrowser, launchChromium } from '../../../e2e/chromium.ts'
import type { View } from '../../../e2e/view/view.ts'
import type { BenchPage } from './page/main.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const ENTRY = fileURLToPath(new URL('page/main.ts', import.meta.url))

const say = (...words: unknown[]) => console.error(...words)
const silent = () => undefined

/** Nothing but trouble: what is printed are the figures. */
const QUIET = {
  ...{ debug: silent, log: silent, info: silent, warn: silent, success: silent },
  ...{ error: say, fatal: say, level: 0 },
}

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
  await buildExtension({ root: ROOT, browser: 'chrome', outDir, logger: QUIET })
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

async function writePage(outDir: string): Promise<void> {
  await bundle({
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
