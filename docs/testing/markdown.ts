/** The cells of the rows of the first table under a heading, without its head. */
export function rowsUnder(text: string, heading: string): string[][] {
  const [, section = ''] = text.split(new RegExp(`^#+ ${heading}$`, 'm'))
  const table = /(?:^\|.*\n)+/m.exec(section)?.[0] ?? ''
  const lines = table.trim().split('\n').slice(2)
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

/** Where a text's links and pictures lead, but for addresses of the web. */
export function linksOf(text: string): string[] {
  const found = text.matchAll(/\]\(([^)\s]+)\)/g)
  return [...found].map(([, target = '']) => target).filter((target) => !/^https?:/.test(target))
}

/** The names by which a text's headings can be linked to. */
export function anchorsOf(text: string): string[] {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading)
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replace(/\s/g, '-'),
  )
}

const FOLDERS = 'bench|components|docs|e2e|entrypoints|lib|migrations|public|server'

/** The files and folders of ours that a text names, but for patterns such as `lib/schema/NAME.ts`. */
export function namedFiles(text: string): string[] {
  const found = text.matchAll(new RegExp(`\`((?:${FOLDERS})/[^\`\\s]*)\``, 'g'))
  return [...found].map(([, path = '']) => path).filter((path) => !/[A-Z]{3}|[*]/.test(path))
}
