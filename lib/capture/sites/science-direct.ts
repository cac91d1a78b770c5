import type { Author } from '../../schema/author.ts'
import { withoutRepeats } from '../credit.ts'
import type { Finding } from '../finding.ts'
import { type Page, textIn } from '../page.ts'
import { folded } from '../plain.ts'

const MAX_AUTHORS = 6000

/** Reads the authors, whom ScienceDirect shows and does not tag; of its older pages also where they appeared. */
export function readScienceDirect(page: Page): Finding[] {
  const authors = withoutRepeats([...shown(page), ...older(page)])
  const container = folded(textIn(page.first('.publicationHead .title a')))
  const found: Finding[] =
    authors.length > 0 ? [{ field: 'authors', value: authors, sure: 88 }] : []
  if (container === '') return found
  const doi = /SDM\.doi\s*=\s*'(10\.[^']+)'/.exec(scriptWith(page, 'SDM.doi'))?.[1]
  return [
    ...found,
    { field: 'containerTitle', value: container, sure: 85 },
    { field: 'type', value: 'article-journal', sure: 85 },
    ...(doi ? [{ field: 'doi', value: doi, sure: 85 } as const] : []),
  ]
}

function shown(page: Page): Author[] {
  return page.all('.author-group .surname', MAX_AUTHORS).flatMap((surname) => {
    const family = folded(textIn(surname))
    const given = folded(textIn(surname.parentElement?.querySelector('.given-name') ?? undefined))
    return person(family, given)
  })
}

function older(page: Page): Author[] {
  return page
    .all('.authorGroup a.authorName[data-ln]', MAX_AUTHORS)
    .flatMap((link) =>
      person(link.getAttribute('data-ln') ?? '', link.getAttribute('data-fn') ?? ''),
    )
}

function person(family: string, given: string): Author[] {
  return family === '' ? [] : [{ family, ...(given !== '' && { given }), role: 'author' }]
}

function scriptWith(page: Page, words: string): string {
  const scripts = page.all('script:not([src])', 300).map((script) => script.textContent)
  return scripts.find((text) => text.includes(words)) ?? ''
}
