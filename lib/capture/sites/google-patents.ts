import { credited } from '../credit.ts'
import type { Finding } from '../finding.ts'
import type { Page } from '../page.ts'

const MAX_PEOPLE = 200

/** Reads who invented: among the contributors the site's tags name the owner too, told apart by `scheme`. */
export function readGooglePatents(page: Page): Finding[] {
  const of = (name: string, scheme: string) =>
    page
      .all(`meta[name="DC.${name}"][scheme="${scheme}"]`, MAX_PEOPLE)
      .map((meta) => meta.getAttribute('content') ?? '')
  const [issued] = of('date', 'issue')
  const [owner] = of('contributor', 'assignee')
  return [
    { field: 'type', value: 'patent', sure: 96 },
    { field: 'authors', value: credited(of('contributor', 'inventor')), sure: 92 },
    ...(issued ? [{ field: 'date', value: issued, sure: 92 } as const] : []),
    ...(owner ? [{ field: 'institution', value: owner, sure: 80 } as const] : []),
  ]
}
