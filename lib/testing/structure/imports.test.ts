import { expect, it } from 'vitest'
import { isTest, type Source, sources } from './sources.ts'

/** Each room and the rooms it may look into, beside itself: design.md, Layout. */
const CORE = ['kit', 'schema', 'wire', 'cite', 'capture']
const STORES = [...CORE, 'buffer', 'electric', 'files']
const MIDDLE = [...STORES, 'overlay', 'flush', 'search', 'connect']
const ROOMS: Record<string, string[]> = {
  kit: [],
  schema: ['kit'],
  wire: ['kit', 'schema'],
  cite: ['kit', 'schema'],
  capture: ['kit', 'schema', 'wire', 'cite'],
  buffer: CORE,
  electric: CORE,
  overlay: STORES,
  flush: STORES,
  connect: STORES,
  repos: MIDDLE,
  words: ['schema'],
  browser: [...MIDDLE, 'repos'],
}

const all = sources(/^(lib|components|entrypoints|server)\/.*\.tsx?$/)
const shipped = all.filter(({ path }) => !isTest(path))

const room = (path: string) => /^lib\/([^/]+)\//.exec(path)?.[1]
const offences = (list: Source[], wrong: (target: string, from: Source) => boolean) =>
  list.flatMap((from) =>
    from.imports.filter((to) => wrong(to, from)).map((to) => `${from.path} → ${to}`),
  )

it('lets each room of lib look only where design.md lets it', () => {
  const wrong = offences(shipped, (target, { path }) => {
    const [from, to] = [room(path), room(target)]
    if (!from) return false
    if (!to) return !target.startsWith('public/_locales/')
    return from !== to && !(ROOMS[from] ?? []).includes(to)
  })
  expect(wrong).toEqual([])
})

it('knows every room of lib', () => {
  const rooms = new Set(shipped.map(({ path }) => room(path)).filter((name) => name !== undefined))
  expect([...rooms].filter((name) => !(name in ROOMS))).toEqual([])
})

it('keeps components to props: of lib they see schema types and words', () => {
  const views = shipped.filter(({ path }) => path.startsWith('components/'))
  const wrong = offences(
    views,
    (target) => target.startsWith('lib/') && !/^lib\/(schema|words)\//.test(target),
  )
  expect(wrong).toEqual([])
})

it('lets the server see the wire, the schema, citations and the kit', () => {
  const server = shipped.filter(({ path }) => path.startsWith('server/'))
  const wrong = offences(server, (target) =>
    /^(lib\/(?!wire|schema|cite|kit)|components|entrypoints)/.test(target),
  )
  expect(wrong).toEqual([])
})

it('lets only tests import what is there for tests', () => {
  expect(offences(shipped, (target) => /(^|\/)testing\//.test(target))).toEqual([])
})

it.each([
  [
    'browser.*',
    /from '(wxt\/browser|webextension-polyfill)'|\b(browser|chrome)\.[a-z]+\.[a-z]+/i,
    /^lib\/browser\//,
  ],
  ['IndexedDB', /\bnew Dexie\(|\bindexedDB\./, /^lib\/(buffer|electric|connect|files|search)\//],
  ['HTTP', /\bfetch\(/, /^(lib\/(flush|electric|connect|files)\/|server\/)/],
])('touches %s only where design.md lets it', (_, touches, allowed) => {
  const wrong = shipped.filter(({ path, text }) => touches.test(text) && !allowed.test(path))
  expect(wrong.map(({ path }) => path)).toEqual([])
})

it('F46 has one writer of the synced tables: the commit of the mirror', () => {
  const writes =
    /\browsOf\([^)]*\)\s*\.(put|add|bulkPut|bulkAdd|delete|bulkDelete|clear|update|modify)\(|const rows = rowsOf\(/
  const writers = shipped.filter(({ text }) => writes.test(text)).map(({ path }) => path)
  expect(writers).toEqual(['lib/electric/commit.ts'])
})

it('keeps files small: 200 lines at the most', () => {
  const long = shipped.filter(({ text }) => text.split('\n').length > 201)
  expect(long.map(({ path }) => path)).toEqual([])
})
