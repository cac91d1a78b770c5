import { arxivIdOf } from '../cite/arxiv.ts'
import { doiIn, doiOf } from '../cite/doi.ts'
import { isbn13Of } from '../cite/isbn.ts'
import { issnOf } from '../cite/issn.ts'
import { pmcidOf, pmidOf } from '../cite/pmid.ts'
import { type Decided, firstOf } from './candidates.ts'
import type { Heard } from './finding.ts'

export interface Identifiers {
  doi?: Decided<string> | undefined
  arxivId?: Decided<string> | undefined
  isbn13?: Decided<string> | undefined
  issn?: Decided<string[]> | undefined
  pmid?: Decided<string> | undefined
  pmcid?: Decided<string> | undefined
}

/** The work's identifiers; what fails its own check is passed over for the next reader's. */
export function identified(heard: readonly Heard[]): Identifiers {
  return {
    doi: firstOf(heard, 'doi', (value, { reader }) => publishersDoi(value, reader === 'highwire')),
    arxivId: firstOf(heard, 'arxivId', arxivIdOf) ?? firstOf(heard, 'doi', arxivIdOf),
    isbn13: firstOf(heard, 'isbn13', isbn13Of),
    issn: firstOf(heard, 'issn', issns),
    pmid: firstOf(heard, 'pmid', pmidOf),
    pmcid: firstOf(heard, 'pmcid', pmcidOf),
  }
}

/** A DOI that is not arXiv's own: that one is the arXiv id in another dress, and is kept as such. */
function publishersDoi(value: string, labelled: boolean): string | undefined {
  const doi = labelled ? doiIn(value) : doiOf(value)
  return doi !== undefined && arxivIdOf(doi) === undefined ? doi : undefined
}

function issns(values: readonly string[]): string[] | undefined {
  const good = new Set(
    values.flatMap((value) => value.split(/[,;]/)).flatMap((value) => issnOf(value) ?? []),
  )
  return good.size > 0 ? [...good] : undefined
}
