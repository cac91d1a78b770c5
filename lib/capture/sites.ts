import type { Finding } from './finding.ts'
import type { Page } from './page.ts'
import { readAmazon } from './sites/amazon.ts'
import { readGithub } from './sites/github.ts'
import { readGoodreads } from './sites/goodreads.ts'
import { readGooglePatents } from './sites/google-patents.ts'
import { readArticleMetadata } from './sites/ieee.ts'
import { readJstor } from './sites/jstor.ts'
import { readLingbuzz } from './sites/lingbuzz.ts'
import { readPubmed } from './sites/pubmed.ts'
import { readScienceDirect } from './sites/science-direct.ts'
import { readWikipedia } from './sites/wikipedia.ts'

/** Sites that tell machines too little: their hosts, also behind a library's proxy, and their reader. */
const SITES: [RegExp, (page: Page) => Finding[]][] = [
  [/(?:^|\.)amazon\.[a-z.]{2,6}/, readAmazon],
  [/^(?:www\.)?github\.com/, readGithub],
  [/(?:^|\.)goodreads\.com/, readGoodreads],
  [/^patents\.google\.com/, readGooglePatents],
  [/(?:^|\.)ieeexplore\.ieee\.org/, readArticleMetadata],
  [/(?:^|\.)jstor\.org/, readJstor],
  [/^(?:www\.)?(?:ling\.auf\.net|lingbuzz\.net)/, readLingbuzz],
  [/^(?:pubmed|www)\.ncbi\.nlm\.nih\.gov/, readPubmed],
  [/(?:^|\.)sciencedirect\.com/, readScienceDirect],
  [/(?:^|\.)wikipedia\.org$/, readWikipedia],
]

/** What the page's own site says in its own way. */
export function readSite(page: Page): Finding[] {
  const host = page.url.hostname
  const unproxied = host.replaceAll('-', '.')
  const site = SITES.find(([pattern]) => pattern.test(host) || pattern.test(unproxied))
  return site ? site[1](page) : []
}
