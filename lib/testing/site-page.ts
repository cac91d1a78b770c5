import { readFileSync } from 'node:fs'
import { parseHTML } from 'linkedom'

/** Where the sample pages say that they are. */
export const SITE = 'https://specimens.example'

/** The document of one of our own sample pages (`e2e/site`), and its address. */
export function sitePage(name: string): { document: Document; url: string } {
  const file = new URL(`../../e2e/site/${name}.html`, import.meta.url)
  return { document: documentOf(readFileSync(file, 'utf8')), url: `${SITE}/${name}.html` }
}

/** The document of a page's source. */
export function documentOf(html: string): Document {
  return parseHTML(html).document
}

/** The document of a page with nothing but this in its head. */
export function pageWith(head: string): Document {
  return documentOf(`<!doctype html><html><head>${head}</head><body></body></html>`)
}
