import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findBrowser, missingSentence, newestRevision } from './find.ts'

let dir: string
const place = (path: string) => join(dir, path)

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'find-'))
  const programs = [
    'bin/firefox',
    'chromium-999/chrome-linux/chrome',
    'chromium-1200/chrome-linux64/chrome',
  ]
  for (const path of programs) {
    await mkdir(dirname(place(path)), { recursive: true })
    await writeFile(place(path), '')
  }
})

afterAll(() => rm(dir, { recursive: true }))

it('takes the browser that the environment names before any other', () => {
  const env = { FIREFOX_PATH: place('chromium-999/chrome-linux/chrome'), PATH: place('bin') }
  expect(findBrowser('firefox', env)).toBe(env.FIREFOX_PATH)
})

it('finds a browser on the PATH', () => {
  expect(findBrowser('firefox', { PATH: `/nowhere:${place('bin')}` })).toBe(place('bin/firefox'))
})

it('never falls back when the path that was set is wrong, and says which one', () => {
  const env = { FIREFOX_PATH: place('gone'), PATH: place('bin') }
  expect(findBrowser('firefox', env)).toBeUndefined()
  expect(missingSentence('firefox', env)).toBe(
    `FIREFOX_PATH names ${place('gone')}, and there is nothing there.`,
  )
})

it("takes the newest revision of Playwright's, whichever it expects", () => {
  const newest = place('chromium-1200/chrome-linux64/chrome')
  expect(newestRevision(place('chromium-1100/chrome-linux/chrome'))).toBe(newest)
  expect(newestRevision(place('firefox-1100/firefox/firefox'))).toBeUndefined()
})

it('says what to install', () => {
  expect(missingSentence('chromium', {})).toContain('apt-get install chromium')
})
