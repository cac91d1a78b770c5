import type { Heard } from '../finding.ts'
import type { Page } from '../page.ts'

/** Tags made for citing name the page's own work; from here on what they say is no guess. */
const CITED = 70
/** From here on a reading of the type is more than "a page of the web". */
const TYPED = 50
/** What these hear may be of any piece of a list. */
const UNSURE = /^(?:visible|address|page|labels|citation|links|bibtex)$/

/** Whether the readers heard of one work that the page is, so that whatever else it lists is beside it. */
export function isOneWork(heard: readonly Heard[]): boolean {
  return heard.some(
    ({ field, sure, reader, value }) =>
      !UNSURE.test(reader) &&
      ((field === 'title' && sure >= CITED) ||
        (field === 'type' && sure >= TYPED && value !== 'webpage') ||
        (field === 'date' && sure >= CITED - 6)),
  )
}

const POST = /\/(?:19|20)\d\d\/\d{1,2}\/(?:\d{1,2}\/)?[^/]{5,}|\/p\/\d+|[?&]p=\d+/

/** Whether an address is of one piece of a site that files its pieces by their dates. */
export function isPostAddress(url: URL): boolean {
  return POST.test(`${url.pathname}${url.search}`)
}

const PATH =
  /\b(?:search|results?|query|find|browse|toc|contents|issues?|current|volumes?|proceedings?|bibliograph\w*|publications?|papers|articles|books|shel(?:f|ves)|list(?:s|ing)?|catalogu?e|library|collections?|archives?|recent|latest|authors?|profile)\b/i
const QUERY =
  /[?&](?:q|query|search|term|s|k|keywords?|searchterm|allfield|text|field-keywords)=[^&]/i
const TITLE =
  /\b(?:search results|results for|table of contents|list of (?:works|books|papers|publications)|proceedings|bibliograph(?:y|ie|ia)|publications|publikationen|veröffentlichungen|schriftenverzeichnis|works by|reading list|vol(?:ume|\.)? ?\d+)\b/i

/** Whether address or title say that the page is a list. */
export function saysList(page: Page, title: string): boolean {
  return PATH.test(page.url.pathname) || QUERY.test(page.url.search) || TITLE.test(title)
}

const BIBLIOGRAPHY =
  /\bbibliograph(?:y|ie|ia|ía)\b|^list of (?:works|books|papers|publications|writings)\b|schriftenverzeichnis|werkverzeichnis/i

/** Whether a page's title says that it is a bibliography: then the works that it cites are its works. */
export function isBibliography(title: string): boolean {
  return title.length < 200 && BIBLIOGRAPHY.test(title)
}
