import { parseArgs } from 'node:util'
import type { Played, Scale } from './rows/row.ts'
import { ROWS } from './rows.ts'

const SCALES = ['times', 'seconds', 'clients', 'rate'] as const

/** `npm run -s chaos -- [ROW] [--times N] [--seconds N] [--clients N] [--rate N]`. */
async function main(): Promise<void> {
  const number = { type: 'string' } as const
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { times: number, seconds: number, clients: number, rate: number },
  })
  const [name] = positionals
  const row = ROWS[name?.toUpperCase() ?? '']
  if (name === undefined) return list()
  if (!row) return fail(`There is no row ${name}: ${Object.keys(ROWS).join(', ')}.`, 2)
  const scale = Object.fromEntries(
    SCALES.flatMap((one) => (values[one] === undefined ? [] : [[one, Number(values[one])]])),
  ) as Scale // its keys are those of SCALES
  if (Object.values(scale).some((one) => !(one > 0))) return fail('Say numbers above 0.', 2)
  tell(name.toUpperCase(), await row.play(scale, console.log))
}

function list(): void {
  for (const [name, { what, pass }] of Object.entries(ROWS)) {
    console.log(`${name.padEnd(4)} ${what}\n     ${pass}`)
  }
}

function tell(name: string, { figures, violations }: Played): void {
  for (const [figure, value] of Object.entries(figures)) console.log(`${figure}: ${value}`)
  for (const one of violations) console.error(one)
  if (violations.length === 0) console.log(`${name} passes.`)
  else fail(`${name} fails: ${violations.length} violations.`, 1)
}

function fail(why: string, code: number): void {
  console.error(why)
  process.exitCode = code
}

await main()
