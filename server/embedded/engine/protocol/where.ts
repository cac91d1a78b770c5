/** One condition on one column. `at` is where it stands in the text, counted from 0. */
export type Condition =
  | { kind: 'equals'; column: string; param: number; at: number; paramAt: number }
  | { kind: 'null'; column: string; at: number }

export type ParsedWhere = { ok: true; conditions: Condition[] } | { ok: false; error: string }

const CONDITION =
  /\s*(?:"((?:[^"]|"")+)"|([A-Za-z_][\w$]*))\s*(?:=\s*\$([1-9]\d{0,3})(?![\w$])|is\s+null(?![\w$]))\s*/diy
const AND = /and(?![\w$])/iy

/**
 * Reads `"column" = $1 AND other IS NULL AND …`: what can be followed change by change without
 * asking Postgres. Everything else is refused with a sentence.
 */
export function parseWhere(text: string): ParsedWhere {
  const conditions: Condition[] = []
  let at = 0
  for (;;) {
    CONDITION.lastIndex = at
    const match = CONDITION.exec(text)
    if (match === null) return { ok: false, error: refusal(text, at) }
    conditions.push(conditionOf(match))
    at = CONDITION.lastIndex
    if (at === text.length) return { ok: true, conditions }
    AND.lastIndex = at
    if (!AND.test(text)) return { ok: false, error: refusal(text, at) }
    at = AND.lastIndex
  }
}

/** The error of a where clause in Electric's form. */
export function whereError(at: number, message: string): string {
  return `At location ${at}: ${message}`
}

function conditionOf(match: RegExpExecArray): Condition {
  const [, quoted, plain, param] = match
  const column = quoted?.replaceAll('""', '"') ?? plain?.toLowerCase() ?? ''
  const at = (match.indices?.[1] ?? match.indices?.[2] ?? [match.index])[0]
  const paramAt = match.indices?.[3]?.[0]
  return param === undefined || paramAt === undefined
    ? { kind: 'null', column, at }
    : { kind: 'equals', column, param: Number(param), at, paramAt: paramAt - 1 }
}

function refusal(text: string, at: number): string {
  const start = at + text.slice(at).search(/\S|$/)
  return whereError(
    start,
    'only "column = $1" and "column IS NULL", joined by AND, can be followed here',
  )
}
