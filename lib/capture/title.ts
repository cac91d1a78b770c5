import { lettered } from '../cite/letters.ts'
import { plain } from './plain.ts'
import { isWall } from './wall.ts'

/** A title, and what it carried of the site's name. */
export interface Titled {
  title: string
  site?: string
}

const SEPARATOR = /\s+[-–—|·•:»«~#/]+\s+|\s*\|\s*|\s+\[(?=[^\]]*\]$)/
const NO_LETTER = lettered(String.raw`[^\p{L}\p{N}]`, 'g')
const LONGEST_TAIL = 80

/**
 * A page's title without markup and without the names that its site hangs on it, before or after.
 * `names` are the site's and the container's; a part that the host spells is the site's name too.
 */
export function titled(text: string, names: readonly string[], host: string): Titled | undefined {
  let title = plain(text)
  let site: string | undefined
  for (;;) {
    const cut = withoutSite(title, names, host)
    if (cut === undefined) break
    title = cut.title
    site ??= cut.site
  }
  return title === '' || isWall(title) ? undefined : { title, ...(site !== undefined && { site }) }
}

/** Whether a text is one of the site's names, or what its host spells. */
export function isSiteName(part: string, names: readonly string[], host: string): boolean {
  return spelled(part, host) || names.some((name) => sameName(name, part))
}

function withoutSite(title: string, names: readonly string[], host: string): Titled | undefined {
  const isSite = (part: string) => isSiteName(part, names, host)
  const whole = names.find((name) => name.length > 2 && endsWith(title, name))
  if (whole !== undefined) {
    const rest = title.slice(0, -whole.length)
    const head = rest.replace(TRAILING, '')
    if (head !== rest.trimEnd() && head.length > 1) return { title: head, site: whole }
  }
  const last = lastSeparator(title)
  if (last !== undefined) {
    const site = title.slice(last.end).replace(/\]$/, '')
    if (site.length <= LONGEST_TAIL && isSite(site))
      return { title: title.slice(0, last.start).trim(), site }
  }
  const first = SEPARATOR.exec(title)
  if (first === null) return undefined
  const site = title.slice(0, first.index)
  const rest = title.slice(first.index + first[0].length).trim()
  return site !== '' && site.length <= LONGEST_TAIL && isSite(site) && rest.length > 3
    ? { title: rest, site }
    : undefined
}

/** A separator at the end, with the space around it. */
const TRAILING = /(?:\s+[-–—|·•:»«~#/]+|\s*[|»])\s*$/

function endsWith(title: string, name: string): boolean {
  return (
    title.length > name.length && title.slice(-name.length).toLowerCase() === name.toLowerCase()
  )
}

function lastSeparator(title: string): { start: number; end: number } | undefined {
  const from = Math.max(0, title.length - LONGEST_TAIL - 10)
  let at: { start: number; end: number } | undefined
  for (const match of title.slice(from).matchAll(new RegExp(SEPARATOR, 'g'))) {
    const start = from + match.index
    if (start > 0) at = { start, end: start + match[0].length }
  }
  return at
}

/** Whether a host spells a name: `The Atlantic` and `www.theatlantic.com`. */
function spelled(part: string, host: string): boolean {
  const letters = bare(part)
  return letters.length >= 3 && bare(host.replace(/^www\.(?:the)?|^the/, '')).startsWith(letters)
}

function sameName(name: string, part: string): boolean {
  const letters = bare(name)
  return letters !== '' && letters === bare(part)
}

function bare(text: string): string {
  const small = text.slice(0, 200).normalize('NFKD').toLowerCase().replace(/^the /, '')
  return small.replace(NO_LETTER(small), '')
}
