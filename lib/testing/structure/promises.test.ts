import { expect, it } from 'vitest'
import { sources } from './sources.ts'

/** The defects of the pattern's first implementation that touch syncing, by their numbers. */
const DEFECTS = [...range(1, 28), ...range(30, 35)].map((n) => `B-${n}`)

/** The scoreboard of the promise in docs/reliability.md: correctness, reliability, bad input, kills. */
const SCOREBOARD = [
  ...[...range(1, 12), 14].map((n) => `C${n}`),
  ...[1, 2, 3, 4, 5, 7].map((n) => `R${n}`),
  ...range(1, 6).map((n) => `B${n}`),
  ...range(1, 12).map((n) => `K${n}`),
]

const TITLE =
  /\b(?:describe|it|test)(?:\.(?:each|for|skipIf|runIf)\([\s\S]*?\))*\(\s*['"`]([^'"`]+)/g
const CODES = /^(?:(?:B-\d+|[CRBKF]\d+) )+/

const led = sources(/\.test\.tsx?$/).flatMap(({ text }) =>
  [...text.matchAll(TITLE)].flatMap(
    ([, title = '']) => CODES.exec(title)?.[0].match(/[\w-]+/g) ?? [],
  ),
)
/** Rows and kills are played by npm run chaos, each from a file of its name: r3.ts, k07-marking.ts. */
const rows = sources(/^e2e\/chaos\/(rows|kills)\/[a-z]\d+.*\.ts$/).map(({ path }) =>
  path.replace(/^.*\/([a-z])0?(\d+).*$/, '$1$2').toUpperCase(),
)

it('has a regression test for each known defect', () => {
  expect(DEFECTS.filter((code) => !led.includes(code))).toEqual([])
})

it('has a test, or a row that npm run chaos plays, for each line of the scoreboard', () => {
  expect(SCOREBOARD.filter((code) => ![...led, ...rows].includes(code))).toEqual([])
})

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}
