import type { Draft } from './draft.ts'
import type { Heard } from './finding.ts'
import { bounded } from './limits.ts'
import { merge } from './merge.ts'
import { originalPlace } from './place.ts'
import { plain } from './plain.ts'
import { readAddress } from './readers/address.ts'
import { isWall } from './wall.ts'

/** What a browser says of a tab without looking into it. */
export interface TabView {
  title?: string | undefined
  url?: string | undefined
}

/** The draft of a tab that can't be read (PDF viewer, store page, `about:`): its title and what its address tells. */
export function fromTab(tab: TabView): Draft {
  const title = plain((tab.title ?? '').slice(0, MAX_TITLE))
  const url = URL.parse(tab.url ?? '')
  if (url === null || !/^https?:$/.test(url.protocol)) return unplaced(title, tab.url)
  const heard: Heard[] = readAddress(originalPlace(url)).map((finding) => ({
    ...finding,
    reader: 'address',
  }))
  const named = title !== '' && !isWall(title) && !isFileName(title, url)
  if (named) heard.push({ field: 'title', value: title, sure: 20, reader: 'page' })
  const draft = merge(heard, url)
  return bounded(isPdf(url) ? { ...draft, ...asPaper(draft), pdfUrl: url.href } : draft)
}

const MAX_TITLE = 100_000

function unplaced(title: string, url: string | undefined): Draft {
  return bounded({ title: title || url?.slice(0, 300).trim() || 'Untitled', workType: 'other' })
}

/** A PDF whose address tells nothing is most often a paper, but of a kind that nobody can name. */
function asPaper(draft: Draft): Partial<Draft> {
  return draft.cslType === 'webpage' ? { cslType: 'document', workType: 'paper' } : {}
}

function isPdf(url: URL): boolean {
  return /\.pdf$/i.test(url.pathname) || /^\/pdf\//.test(url.pathname)
}

/** Viewers show a file's name where it has no title. */
function isFileName(title: string, url: URL): boolean {
  return /^\S+\.pdf$/i.test(title) || url.pathname.endsWith(`/${title}`)
}
