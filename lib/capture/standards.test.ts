import { expect, test } from 'vitest'
import { sitePage } from '../testing/site-page.ts'
import { readDraft } from './read-draft.ts'

function draftOf(name: string) {
  const { document, url } = sitePage(name)
  return readDraft(document, url)
}

test('microdata is read with its issue and journal, and the works that it cites are not', () => {
  expect(draftOf('microdata')).toMatchObject({
    title: 'On the Economy of Machinery',
    cslType: 'article-journal',
    authors: [
      { family: 'Babbage', given: 'Charles' },
      { family: 'Lovelace', given: 'Augusta Ada' },
    ],
    containerTitle: 'Annals of Engines',
    issue: '4',
    pages: '101-118',
    publishingDate: '1832-06-08',
    issn: ['0028-0836'],
    doi: '10.5555/engines.4.101',
    provenance: { authors: 'microdata', doi: 'microdata' },
  })
})

test('RDFa is read, and a paper in a book of proceedings is a paper of a conference', () => {
  expect(draftOf('rdfa')).toMatchObject({
    title: 'A Catalogue of Northern Stars',
    cslType: 'paper-conference',
    authors: [
      { family: 'Herschel', given: 'Caroline', orcid: '0000-0002-1825-0097' },
      { family: 'Herschel', given: 'William' },
    ],
    containerTitle: 'Proceedings of the 3rd Specimen Symposium',
    publishingDate: '1798-07-25',
    pages: '7-19',
    doi: '10.5555/stars.7',
    provenance: { authors: 'rdfa' },
  })
})

test("a COinS span is read where it bears the page's title, and a bibliography's is not", () => {
  const draft = draftOf('coins')
  expect(draft).toMatchObject({
    title: 'On growth and form',
    cslType: 'book',
    authors: [{ family: 'Thompson', given: "D'Arcy Wentworth" }],
    publisher: 'Cambridge University Press',
    publisherPlace: 'Cambridge',
    publishingDate: '1917',
    isbn13: '9780306406157',
    provenance: { authors: 'coins' },
  })
  expect(draft).not.toHaveProperty('doi')
})

test('the tags of EPrints are read in its own words', () => {
  expect(draftOf('eprints')).toMatchObject({
    title: 'The dance of bees',
    cslType: 'paper-conference',
    authors: [
      { family: 'von Frisch', given: 'Karl' },
      { family: 'Lindauer', given: 'M.' },
    ],
    containerTitle: 'Papers of the Third Congress of Insects',
    event: 'Third Congress of Insects',
    publishingDate: '1953-09-01',
    pages: '11-24',
    doi: '10.5555/bees.11',
    topics: ['bees', 'dance'],
    pdfUrl: 'https://specimens.example/files/bees.pdf',
    provenance: { authors: 'eprints' },
  })
})

test('where a page says nothing to machines, the line by its title says where the work appeared', () => {
  expect(draftOf('citation-line')).toMatchObject({
    title: 'The ribs of long-necked animals',
    cslType: 'article-journal',
    authors: [
      { family: 'Anning', given: 'Mary' },
      { family: 'Mantell', given: 'Gideon A.' },
    ],
    containerTitle: 'Acta Specimina',
    volume: '68',
    issue: '4',
    pages: '709-718',
    publishingDate: '1823',
    doi: '10.5555/acta.1823.709',
    provenance: { doi: 'citation' },
  })
})

test('what a catalogue labels for its readers is read in their language', () => {
  expect(draftOf('catalogue')).toMatchObject({
    title: 'Vom Bau der Brücken',
    cslType: 'thesis',
    authors: [
      { family: 'Müller', given: 'Anna' },
      { family: 'Groß', given: 'Emil' },
    ],
    publishingDate: '2003-11-13',
    publisher: 'Hafenverlag',
    doi: '10.5555/bruecken',
    provenance: { cslType: 'labels' },
  })
})

test('Signposting links tell identifier, type and file', () => {
  expect(draftOf('signposting')).toMatchObject({
    title: 'Tide gauges of the northern coast',
    cslType: 'dataset',
    doi: '10.5555/tides.77',
    canonicalUrl: 'https://doi.org/10.5555/tides.77',
    pdfUrl: 'https://specimens.example/files/tides.pdf',
  })
})
