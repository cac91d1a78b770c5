/** A table by its two names, as Postgres keeps them. */
export interface TableName {
  schema: string
  table: string
}

/** One name at the start of a text: quoted, or plain and then folded to lower case. */
const NAME = /^\s*(?:"((?:[^"]|"")+)"|([A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*))\s*/

/** Reads names that `separator` keeps apart; undefined where the text is anything else. */
function splitNames(text: string, separator: '.' | ','): string[] | undefined {
  const names: string[] = []
  let rest = text
  for (;;) {
    const [all, quoted, plain] = NAME.exec(rest) ?? []
    if (all === undefined) return undefined
    names.push(quoted?.replaceAll('""', '"') ?? plain?.toLowerCase() ?? '')
    rest = rest.slice(all.length)
    if (rest === '') return names
    if (!rest.startsWith(separator)) return undefined
    rest = rest.slice(1)
  }
}

/** `works`, `public.works`, `public."My works"`; undefined where it names no table. */
export function parseTable(text: string): TableName | undefined {
  const [first, second, ...more] = splitNames(text, '.') ?? []
  if (first === undefined || more.length > 0) return undefined
  return second === undefined
    ? { schema: 'public', table: first }
    : { schema: first, table: second }
}

/** `id,title,"My column"`; undefined where it is no list of columns. */
export function parseColumns(text: string): string[] | undefined {
  return splitNames(text, ',')
}

/** A name as SQL takes it, whatever is in it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
