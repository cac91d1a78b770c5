import { parseArgs } from 'node:util'
import { type Figure, figureLine } from '../e2e/figures.ts'
import { capture } from './suites/capture.ts'
import { spine } from './suites/spine.ts'
import { GROUPS, writes } from './suites/writes.ts'

/** A suite measures a thing and its reference, interleaved, and gives each figure by its name. */
type Suite = (
  only: string[] | undefined,
  corpus: string | undefined,
) => Promise<Record<string, Figure>>

const SUITES: Record<string, Suite> = {
  spine: () => spine(),
  writes: (only) => writes(only),
  capture: (_, corpus) => capture(corpus),
}

const USAGE = `npm run -s bench -- SUITE [--json] [--only GROUP,GROUP] [--corpus DIR]

  spine    from a click to Saved and to Postgres (build first)
  writes   from the queue to Postgres; groups: ${Object.keys(GROUPS).join(', ')}
  capture  reading pages in Chromium: hostile ones, and those of --corpus DIR (<id>/{page.html,url})

Each figure is a median with its spread over n turns, in which the thing and its reference take
turns. A ratio is the median of the turns' ratios; the rates or times behind it stand beside it.`

/** `npm run -s bench -- SUITE [--json] [--only GROUP,GROUP] [--corpus DIR]`. */
async function bench(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      only: { type: 'string' },
      corpus: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const suite = SUITES[positionals[0] ?? '']
  if (values.help || !suite || positionals.length !== 1) {
    console.error(USAGE)
    process.exit(values.help ? 0 : 2)
  }
  const figures = await suite(values.only?.split(','), values.corpus)
  console.log(values.json ? JSON.stringify(figures) : table(figures))
}

function table(figures: Record<string, Figure>): string {
  const width = Math.max(...Object.keys(figures).map((name) => name.length))
  const lines = Object.entries(figures).map(([name, one]) => figureLine(name.padEnd(width), one))
  return lines.join('\n')
}

await bench()
