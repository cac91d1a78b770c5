import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }
import messages from '../public/_locales/en/messages.json' with { type: 'json' }
import { readConfig } from '../server/config.ts'
import { judge } from '../server/writes/judge.ts'
import wxtConfig from '../wxt.config.ts'
import { blocksOf, readDoc } from './testing/blocks.ts'
import { anchorsOf, linksOf, namedFiles, rowsUnder } from './testing/markdown.ts'

const DOCS = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/capture.md',
  'docs/how-it-works.md',
  'docs/pattern.md',
  'docs/reliability.md',
  'docs/troubleshooting.md',
]

const cells = (path: string, heading: string, column = 0) =>
  rowsUnder(readDoc(path), heading).map((row) => (row[column] ?? '').replaceAll('`', ''))

it.each(DOCS)('%s links to what is there', (path) => {
  const broken = linksOf(readDoc(path)).filter((link) => {
    const [file = '', anchor] = link.split('#')
    const target = file === '' ? path : join(dirname(path), file)
    if (!existsSync(target)) return true
    return anchor !== undefined && !anchorsOf(readDoc(target)).includes(anchor)
  })
  expect(broken).toEqual([])
})

it.each(DOCS)('%s names files and folders that are there', (path) => {
  expect(namedFiles(readDoc(path)).filter((file) => !existsSync(file))).toEqual([])
})

it.each(DOCS)('%s tells only commands that package.json has', (path) => {
  const told = readDoc(path).matchAll(/npm (?:run (?:-s )?([\w:]+)|(start|test)\b)/g)
  const names = [...told].map(([, script, short]) => script ?? short ?? '')
  expect(names.filter((name) => !Object.hasOwn(packageJson.scripts, name))).toEqual([])
})

it('the table of settings has every variable that the server reads', () => {
  const read = readDoc('server/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)
  expect(cells('README.md', 'Settings').sort()).toEqual([...read].map(([, name]) => name).sort())
})

it('the table of settings has the defaults', () => {
  const rows = rowsUnder(readDoc('README.md'), 'Settings')
  for (const [name = '', value = ''] of rows) {
    const stated = /^`([^`]+)`/.exec(value)?.[1]
    const set = stated === undefined ? {} : { [name.replaceAll('`', '')]: stated }
    expect(readConfig(set)).toEqual(readConfig({}))
  }
})

it('names what the compose file is set by', () => {
  const variables = readDoc('docker-compose.yml').matchAll(/\$\{(\w+)/g)
  const section = readDoc('README.md').split('## In production')[1]?.split('\n## ')[0]
  expect([...variables].filter(([, name = '']) => !section?.includes(name))).toEqual([])
})

it('the table of permissions has what the manifest asks for', () => {
  if (typeof wxtConfig.manifest !== 'function') throw new Error('the manifest is a function')
  const env = {
    browser: 'chrome',
    manifestVersion: 3,
    mode: 'production',
    command: 'build',
  } as const
  const manifest = wxtConfig.manifest(env) as Record<string, string[]> // it awaits nothing
  // WXT adds sidePanel for Chrome, because there is an entrypoint of that name.
  expect(cells('README.md', 'What the extension may do').sort()).toEqual(
    [...(manifest.permissions ?? []), 'sidePanel'].sort(),
  )
  const readme = readDoc('README.md')
  expect(manifest.host_permissions).toBeUndefined()
  for (const host of manifest.optional_host_permissions ?? []) expect(readme).toContain(host)
})

it("the README's curl sends a change that the server's own check lets through", () => {
  const curl = blocksOf(readDoc('README.md')).find(({ code }) => code.includes('curl'))?.code ?? ''
  const body = /-d '([^']+)'/.exec(curl)?.[1] ?? ''
  const { changes } = JSON.parse(body) as { changes: unknown[] } // the document's own text
  expect(changes.map((change) => judge(change).kind)).toEqual(['ready'])
})

it('says of every dependency what it saves', () => {
  const { dependencies, devDependencies, optionalDependencies } = packageJson
  const all = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })
  expect(cells('CONTRIBUTING.md', 'Dependencies').sort()).toEqual(all.sort())
  expect(cells('CONTRIBUTING.md', 'Dependencies', 1)).not.toContain('')
})

it('names every room of lib', () => {
  const rooms = readdirSync('lib').filter((room) => room !== 'testing')
  const named = cells('docs/how-it-works.md', 'The rooms')
  expect(rooms.filter((room) => !named.includes(`lib/${room}`))).toEqual([])
})

it("explains each of the options page's sentences in its own words", () => {
  const texts = Object.entries(messages).filter(([name]) => /^pair[A-Z]/.test(name))
  const said = cells('docs/troubleshooting.md', 'Connecting').map((cell) => cell.slice(1, -1))
  expect(said.sort()).toEqual(texts.map(([, { message }]) => message).sort())
})
