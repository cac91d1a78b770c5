import { valueLimits } from '../schema/limits.ts'

/** One `<meta>`: its name in lower case, and what it says, never empty. */
export interface Tag {
  name: string
  content: string
}

/** What readers look at: the document, where it came from, and its tags in order. */
export interface Page {
  document: Document
  url: URL
  tags: readonly Tag[]
}

const MAX_TAGS = 20_000
/** One character more than fits, so that the merge can tell that something was cut. */
const MAX_CONTENT = valueLimits.stringBytes + 1

/** Opens a document for the readers. The url is the tab's, http or https. */
export function openPage(document: Document, url: URL): Page {
  return { document, url, tags: [...tagsOf(document)] }
}

/** What all tags of a name say, in the page's order. */
export function saidBy(page: Page, name: string): string[] {
  return page.tags.flatMap((tag) => (tag.name === name ? tag.content : []))
}

function* tagsOf(document: Document): Generator<Tag> {
  const metas = document.querySelectorAll('meta[name],meta[property]')
  for (let i = 0; i < Math.min(metas.length, MAX_TAGS); i++) {
    const meta = metas[i]
    const content = (meta?.getAttribute('content') ?? meta?.getAttribute('contents') ?? '').trim()
    if (content === '') continue
    const names = `${meta?.getAttribute('name') ?? ''} ${meta?.getAttribute('property') ?? ''}`
    const distinct = new Set(names.slice(0, 200).toLowerCase().split(/\s+/))
    for (const name of distinct)
      if (name !== '') yield { name, content: content.slice(0, MAX_CONTENT) }
  }
}
