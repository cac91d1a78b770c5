import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import type { Draft } from '../lib/capture/draft.ts'
import { readDraft } from '../lib/capture/read-draft.ts'
import { parsePage } from './saved-page.ts'

const USAGE = `Usage:
  npm run -s extract -- FILE.html --url URL          prints the draft of one saved page
  npm run -s extract -- --corpus DIR --out OUTDIR    reads <id>/{page.html,url}, writes <id>.json`

const failure = main(process.argv.slice(2))
if (failure !== undefined) {
  process.stderr.write(`${failure}\n`)
  process.exitCode = 1
}

/** Runs the command; the answer is a sentence for people where it can't. */
function main(argv: string[]): string | undefined {
  const args = argsOf(argv)
  if (typeof args === 'string') return `${args}\n${USAGE}`
  const { file, url, corpus, out } = args
  if (corpus !== undefined && out !== undefined) return extractFolder(corpus, out)
  return file !== undefined && url !== undefined ? extractFile(file, url) : USAGE
}

function argsOf(argv: string[]) {
  const options = {
    url: { type: 'string' },
    corpus: { type: 'string' },
    out: { type: 'string' },
  } as const
  try {
    const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true })
    return { ...values, file: positionals[0] }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function extractFile(file: string, url: string): string | undefined {
  if (!existsSync(file)) return `There is no file ${file}.`
  if (!isHttp(url)) return `${url} is not an http or https address.`
  process.stdout.write(`${JSON.stringify(timed(file, url), null, 2)}\n`)
  return undefined
}

function extractFolder(corpus: string, out: string): string | undefined {
  if (!existsSync(corpus)) return `There is no folder ${corpus}.`
  const ids = readdirSync(corpus).filter((id) => existsSync(join(corpus, id, 'page.html')))
  if (ids.length === 0) return `${corpus} holds no <id>/page.html.`
  mkdirSync(out, { recursive: true })
  const skipped = ids.flatMap((id) => extractOne(join(corpus, id), join(out, `${id}.json`)) ?? [])
  process.stderr.write(`${ids.length - skipped.length} pages read into ${out}\n`)
  return skipped.length > 0 ? skipped.join('\n') : undefined
}

function extractOne(folder: string, target: string): string | undefined {
  const urlFile = join(folder, 'url')
  const url = existsSync(urlFile) ? readFileSync(urlFile, 'utf8').trim() : ''
  if (!isHttp(url)) return `${folder} has no url file with an http or https address in it; skipped.`
  writeFileSync(target, `${JSON.stringify(timed(join(folder, 'page.html'), url), null, 2)}\n`)
  return undefined
}

/** The draft of a saved page and the milliseconds that reading it took, parsing excluded. */
function timed(file: string, url: string): Draft & { ms: number } {
  const document = parsePage(readFileSync(file))
  const start = performance.now()
  const draft = readDraft(document, url)
  return { ...draft, ms: Math.round((performance.now() - start) * 100) / 100 }
}

function isHttp(url: string): boolean {
  return /^https?:$/.test(URL.parse(url)?.protocol ?? '')
}
