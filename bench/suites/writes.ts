import type { Figure } from '../../e2e/figures.ts'
import { startTestPostgres, type TestPostgres } from '../../server/testing/postgres.ts'
import { applyFigures } from './writes/apply.ts'
import { drainFigures } from './writes/drain.ts'
import { httpFigures } from './writes/http.ts'
import { queueFigures } from './writes/queue.ts'

type Figures = Record<string, Figure>

/** Figures that are measured together, by the name that `--only` takes. */
export const GROUPS: Record<string, (postgres: TestPostgres) => Promise<Figures>> = {
  apply: applyFigures,
  http: httpFigures,
  queue: queueFigures,
  drain: drainFigures,
}

/** The way of a change, from the queue to Postgres, each part beside the least that it could take. */
export async function writes(only: readonly string[] = Object.keys(GROUPS)): Promise<Figures> {
  const groups = only.map(groupOf)
  const postgres = await startTestPostgres({ durable: true })
  try {
    const figures: Figures = {}
    for (const group of groups) Object.assign(figures, await group(postgres))
    return figures
  } finally {
    await postgres.stop()
  }
}

function groupOf(name: string) {
  const group = GROUPS[name]
  if (group) return group
  throw new Error(`There is no group ${name}, but ${Object.keys(GROUPS).join(', ')}.`)
}
