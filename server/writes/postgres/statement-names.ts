/** So many statements are kept prepared on a connection; what comes after them is parsed each time. */
const MAX_NAMES = 200

const names = new Map<string, string>()

/**
 * A name for a statement that will come again, under which Postgres parses and plans it once a
 * connection; undefined where too many have one already.
 */
export function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= MAX_NAMES) return known
  const name = `writes_${names.size + 1}`
  names.set(text, name)
  return name
}

/** A query with parameters, prepared where its text has a name. */
export function prepared(text: string, values: unknown[]) {
  const name = nameOf(text)
  return name === undefined ? { text, values } : { name, text, values }
}
