import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'

const run = promisify(execFile)
const PAGE = 'e2e/site/highwire.html'
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'extract-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** What the command prints and how it ends. */
async function extract(...args: string[]) {
  const command = run(process.execPath, ['--import', 'tsx', 'bench/extract.ts', ...args])
  return command.then(
    ({ stdout, stderr }) => ({ stdout, stderr, code: 0 }),
    ({ stdout, stderr, code }) => ({ stdout, stderr, code }),
  )
}

test('one saved page is printed as a draft', { timeout: 30_000 }, async () => {
  const { stdout, code } = await extract(PAGE, '--url', 'https://a.example/highwire.html')
  expect(JSON.parse(stdout)).toMatchObject({ doi: '10.1038/171737a0', ms: expect.any(Number) })
  expect(code).toBe(0)
})

test('a folder of pages becomes a folder of drafts, and what it skips it says', {
  timeout: 30_000,
}, async () => {
  await mkdir(join(folder, 'pages', 'one'), { recursive: true })
  await mkdir(join(folder, 'pages', 'two'))
  await cp(PAGE, join(folder, 'pages', 'one', 'page.html'))
  await writeFile(join(folder, 'pages', 'one', 'url'), 'https://a.example/highwire.html\n')
  await cp(PAGE, join(folder, 'pages', 'two', 'page.html'))
  const { stderr, code } = await extract(
    '--corpus',
    join(folder, 'pages'),
    '--out',
    join(folder, 'out'),
  )
  expect(await readdir(join(folder, 'out'))).toEqual(['one.json'])
  expect(JSON.parse(await readFile(join(folder, 'out', 'one.json'), 'utf8')).year).toBe(1953)
  expect(stderr).toContain('two has no url file')
  expect(code).toBe(1)
})

test.each([
  [['nowhere.html', '--url', 'https://a.example/'], 'There is no file nowhere.html.'],
  [[PAGE, '--url', 'javascript:alert(1)'], 'is not an http or https address'],
  [[PAGE], 'Usage:'],
  [['--wrong'], "Unknown option '--wrong'"],
  [['--corpus', 'nowhere', '--out', 'x'], 'There is no folder nowhere.'],
])('bad input %j is answered by a sentence', { timeout: 30_000 }, async (args, sentence) => {
  const { stdout, stderr, code } = await extract(...args)
  expect(stderr).toContain(sentence)
  expect([stdout, code]).toEqual(['', 1])
})
