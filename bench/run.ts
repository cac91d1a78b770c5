import { parseArgs } from 'node:util'
import { type Figure, figureLine } from '../e2e/figures.ts'
import { spine } from './suites/spine.ts'

/** A suite measures a thing and its reference, interleaved, and gives each figure by its name. */
const SUITES: Record<string, () => Promise<Record<string, Figure>>> = { spine }

/** `npm run -s bench -- SUITE [--json]`. */
async function bench(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  })
  const suite = SUITES[positionals[0] ?? '']
  if (!suite || positionals.length !== 1) {
    console.error(`Name one suite: ${Object.keys(SUITES).join(', ')}.`)
    process.exit(2)
  }
  const figures = await suite()
  console.log(values.json ? JSON.stringify(figures) : table(figures))
}

function table(figures: Record<string, Figure>): string {
  const width = Math.max(...Object.keys(figures).map((name) => name.length))
  const lines = Object.entries(figures).map(([name, one]) => figureLine(name.padEnd(width), one))
  return lines.join('\n')
}

await bench()
