import { expect, test } from 'vitest'
import { pageWith } from '../testing/site-page.ts'
import { typeOfDoi } from './by-doi.ts'
import { readDraft } from './read-draft.ts'

function typeOf(head: string): string | undefined {
  return readDraft(pageWith(`<title>Seas</title>${head}`), 'https://site.example/a').cslType
}

test.each([
  ['ScholarlyArticle', 'article-journal'],
  ['Thesis', 'thesis'],
  ['Report', 'report'],
  ['Book', 'book'],
  ['Chapter', 'chapter'],
  ['Dataset', 'dataset'],
  ['SoftwareSourceCode', 'software'],
  ['VideoObject', 'motion_picture'],
  ['PodcastEpisode', 'broadcast'],
  ['TVEpisode', 'broadcast'],
  ['MusicRecording', 'song'],
  ['NewsArticle', 'article-newspaper'],
  ['BlogPosting', 'post-weblog'],
  ['DiscussionForumPosting', 'post'],
  ['PresentationDigitalDocument', 'speech'],
  ['Manuscript', 'manuscript'],
  ['Map', 'map'],
  ['Legislation', 'legislation'],
  ['DefinedTerm', 'entry-dictionary'],
  ['EmailMessage', 'personal_communication'],
])('JSON-LD of the type %s is a %s', (type, cslType) => {
  const node = { '@type': `https://schema.org/${type}`, name: 'Seas' }
  expect(typeOf(`<script type="application/ld+json">${JSON.stringify(node)}</script>`)).toBe(
    cslType,
  )
})

test.each([
  ['info:eu-repo/semantics/doctoralThesis', 'thesis'],
  ['info:eu-repo/semantics/bookPart', 'chapter'],
  ['info:eu-repo/semantics/conferenceObject', 'paper-conference'],
  ['info:eu-repo/semantics/workingPaper', 'article'],
  ['http://purl.org/coar/resource_type/dataset', 'dataset'],
  ['Technical Report', 'report'],
  ['Case Report', 'article-journal'],
  ['Letter', 'article-journal'],
  ['Article de revue', 'article-journal'],
  ['Buchkapitel', 'chapter'],
  ['Masterarbeit', 'thesis'],
  ['Monografía, libro', 'book'],
  ['Standard', 'standard'],
  ['Patent', 'patent'],
  ['Cartographic material', 'map'],
  ['Court judgment', 'legal_case'],
  ['Book review', 'review-book'],
  ['Moving Image', 'motion_picture'],
])('Dublin Core of the type "%s" is a %s', (word, cslType) => {
  expect(typeOf(`<meta name="DC.type" content="${word}">`)).toBe(cslType)
})

test.each([
  ['<meta property="og:type" content="video.episode">', 'broadcast'],
  ['<meta property="og:type" content="books.book">', 'book'],
  [
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Seas","publisher":{"name":"Harbour Magazine"}}</script>',
    'article-magazine',
  ],
  ['<meta property="og:site_name" content="Encyclopaedia of the Sea">', 'entry-encyclopedia'],
  ['<meta property="og:site_name" content="Dictionary of Ships">', 'entry-dictionary'],
  ['<meta name="citation_journal_title" content="An issue of Seas">', 'webpage'],
  [
    '<meta name="citation_title" content="Seas"><meta name="citation_journal_title" content="bioRxiv">',
    'article',
  ],
])('%s makes a %s', (head, cslType) => {
  expect(typeOf(head)).toBe(cslType)
})

test.each([
  ['10.48550/arxiv.1706.03762', 'article'],
  ['10.1101/2020.01.02.123456', 'article'],
  ['10.1101/gr.123456.111', undefined],
  ['10.5061/dryad.abc', 'dataset'],
  ['10.1007/978-3-319-24574-4', 'book'],
  ['10.1007/978-3-319-24574-4_28', 'chapter'],
  ['10.1007/978-0-387-45528-0', 'book'],
  ['10.1093/acprof:oso/9780306406157.003.0001', 'chapter'],
  ['10.1017/cbo9780306406157', 'book'],
  ['10.1038/171737a0', undefined],
])('the DOI %s is of a %s', (doi, cslType) => {
  expect(typeOfDoi(doi)).toBe(cslType)
})
