import type { Heard, SaidField, Sureness } from './finding.ts'

/** Whether tags have said what the work is, who made it, when, and where a paper appeared. */
export function isSettled(heard: readonly Heard[]): boolean {
  if (!says(heard, 'date', 60) || !says(heard, 'authors', 60) || !says(heard, 'type', 57))
    return false
  const isArticle = heard.some(
    ({ field, value }) => field === 'type' && value === 'article-journal',
  )
  return !isArticle || (says(heard, 'containerTitle', 40) && says(heard, 'doi', 40))
}

/** Whether the page is of news or a blog: those show the DOI of the paper that they are about. */
export function isOfTheDay(heard: readonly Heard[]): boolean {
  const dated = heard.some(({ field, reader }) => field === 'date' && reader === 'open-graph')
  const least = dated ? 30 : 35
  return heard.some(
    ({ field, value, sure }) => field === 'type' && sure >= least && OF_THE_DAY.test(String(value)),
  )
}

const OF_THE_DAY = /^(?:article-newspaper|article-magazine|post-weblog|post)$/

function says(heard: readonly Heard[], field: SaidField, atLeast: Sureness): boolean {
  return heard.some((finding) => finding.field === field && finding.sure >= atLeast)
}
