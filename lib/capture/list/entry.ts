import { arxivIdOfUrl } from '../../cite/arxiv.ts'
import { doiOfUrl } from '../../cite/doi-url.ts'
import { pmidOfUrl } from '../../cite/pmid.ts'
import { limits } from '../../wire/limits.ts'
import type { ListItem } from '../draft.ts'
import { plain } from '../plain.ts'
import { cleanAddress } from '../url.ts'

/** A work of a list as the page writes it: its title, where that leads, and what else is linked beside it. */
export interface Entry {
  title: string
  link?: string | undefined
  beside: readonly string[]
}

const LONGEST_TITLE = 600
const MAX_BESIDE = 12
/** What lists hang on titles: `[PDF]`, `[CITATION][C]`, `Title:`, a number, the sentence's point. */
const BEFORE = /^(?:\[[A-Za-z]{1,12}\]\s*|title:\s*|\[?\d{1,4}[.\])]\s+)+/i
const POINT = /(?<=[^.…\s]{2})\.$/

/** The works of a list: titles plain, addresses whole and clean, none twice, no more than a draft holds. */
export function itemsOf(entries: readonly Entry[], base: string): ListItem[] {
  const some = entries.slice(0, 2 * limits.listDrafts)
  const items = some.flatMap((entry) => itemOf(entry, base) ?? [])
  const seen = new Set<string>()
  const distinct = items.filter(({ title, url }) => {
    const key = `${title.toLowerCase()}|${url ?? ''}`
    return !seen.has(key) && seen.add(key)
  })
  return distinct.slice(0, limits.listDrafts)
}

function itemOf({ title, link, beside }: Entry, base: string): ListItem | undefined {
  const words = plain(title.slice(0, 4 * LONGEST_TITLE))
    .replace(BEFORE, '')
    .replace(POINT, '')
  if (words.length < 2) return undefined
  const url = link === undefined ? undefined : cleanAddress(link, base)
  const others = beside.slice(0, MAX_BESIDE).flatMap((address) => cleanAddress(address, base) ?? [])
  return {
    title: words.slice(0, LONGEST_TITLE),
    ...(url !== undefined && { url }),
    ...identified(url === undefined ? others : [url, ...others]),
  }
}

function identified(urls: readonly string[]): Omit<ListItem, 'title' | 'url'> {
  const doi = first(urls, doiOfUrl)
  const arxivId = first(urls, arxivIdOfUrl)
  const pmid = first(urls, pmidOfUrl)
  const own = doi !== undefined && !doi.startsWith('10.48550/arxiv.')
  return { ...(own && { doi }), ...(arxivId && { arxivId }), ...(pmid && { pmid }) }
}

function first(urls: readonly string[], read: (url: string) => string | undefined) {
  for (const url of urls) {
    const found = read(url)
    if (found !== undefined) return found
  }
  return undefined
}
