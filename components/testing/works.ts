import type { Author } from '../../lib/schema/author.ts'
import type { Work } from '../../lib/schema/work.ts'

const unknown: Omit<Work, 'id'> = {
  rev: 1,
  lww: '019a000000000000',
  createdAt: '2026-05-03T09:00:00.000Z',
  updatedAt: '2026-05-03T09:00:00.000Z',
  kind: 'work',
  title: 'Untitled',
  subtitle: null,
  workType: 'paper',
  cslType: null,
  authors: [],
  topics: [],
  abstract: null,
  year: null,
  publishingDate: null,
  publisher: null,
  publisherPlace: null,
  institution: null,
  containerTitle: null,
  series: null,
  event: null,
  volume: null,
  issue: null,
  pages: null,
  edition: null,
  doi: null,
  arxivId: null,
  isbn13: null,
  issn: [],
  pmid: null,
  pmcid: null,
  url: null,
  canonicalUrl: null,
  language: null,
  accessedAt: null,
  notes: null,
  readAt: null,
  favorite: false,
  citationKey: null,
  allowMultipleAssets: false,
  icon: null,
  color: null,
  mergedInto: null,
  metadata: {},
  provenance: {},
}

/** A work as the mirror gives it, with nothing known but its title; `known` says the rest. */
export function workWith(known: Partial<Work> = {}): Work {
  return { ...unknown, id: crypto.randomUUID(), ...known }
}

/** The authors `Given Family` of a list separated by commas. */
export function authors(names: string): Author[] {
  return names.split(', ').map((name) => {
    const [given = '', family = ''] = name.split(/ (?=\S+$)/)
    return { given, family, role: 'author' }
  })
}

export const attention = workWith({
  id: '0b9a3f3e-5c3c-4f1e-8a53-1f6b2c1d0e01',
  title: 'Attention Is All You Need',
  authors: authors(
    'Ashish Vaswani, Noam Shazeer, Niki Parmar, Jakob Uszkoreit, Llion Jones, Aidan N. Gomez, Łukasz Kaiser, Illia Polosukhin',
  ),
  year: 2017,
  containerTitle: 'Advances in Neural Information Processing Systems',
  arxivId: '1706.03762',
  doi: '10.48550/arxiv.1706.03762',
  url: 'https://arxiv.org/abs/1706.03762',
})

export const information = workWith({
  id: '0b9a3f3e-5c3c-4f1e-8a53-1f6b2c1d0e02',
  title: 'A Mathematical Theory of Communication',
  authors: authors('Claude E. Shannon'),
  year: 1948,
  containerTitle: 'Bell System Technical Journal',
  doi: '10.1002/j.1538-7305.1948.tb01338.x',
  favorite: true,
})
