import { describe, expect, test } from 'vitest'
import { isbn13Of } from './isbn.ts'
import { issnOf } from './issn.ts'
import { orcidOf } from './orcid.ts'
import { pmcidOf, pmidOf } from './pmid.ts'

describe('an ISBN', () => {
  test.each([
    ['978-0-306-40615-7', '9780306406157'],
    ['ISBN-13: 978‑0‑306‑40615‑7', '9780306406157'],
    ['urn:isbn:9780306406157', '9780306406157'],
    ['0-306-40615-2', '9780306406157'],
    ['ISBN 080442957X', '9780804429573'],
    ['978-0-306-40615-8', undefined],
    ['0-306-40615-3', undefined],
    ['1234567890123', undefined],
    ['', undefined],
  ])('in "%s" is %s', (text, isbn) => {
    expect(isbn13Of(text)).toBe(isbn)
  })
})

describe('an ISSN', () => {
  test.each([
    ['0028-0836', '0028-0836'],
    ['00280836', '0028-0836'],
    ['eISSN: 1476-4687', '1476-4687'],
    ['2434-561x', '2434-561X'],
    ['0028-0836 (Print)', '0028-0836'],
    ['0028-0837', undefined],
    ['0000-0000', undefined],
    ['2014-2015', undefined],
  ])('in "%s" is %s', (text, issn) => {
    expect(issnOf(text)).toBe(issn)
  })
})

describe('an ORCID iD', () => {
  test.each([
    ['0000-0002-1825-0097', '0000-0002-1825-0097'],
    ['https://orcid.org/0000-0002-1825-0097', '0000-0002-1825-0097'],
    ['0000-0002-1694-233x', '0000-0002-1694-233X'],
    ['0000000218250097', '0000-0002-1825-0097'],
    ['0000-0002-1825-0098', undefined],
    ['https://example.org/0000-0002-1825-0097', undefined],
  ])('in "%s" is %s', (text, orcid) => {
    expect(orcidOf(text)).toBe(orcid)
  })
})

describe("PubMed's numbers", () => {
  test.each([
    ['25817406', '25817406'],
    ['PMID: 25817406', '25817406'],
    ['https://pubmed.ncbi.nlm.nih.gov/25817406/', '25817406'],
    ['http://www.ncbi.nlm.nih.gov/pubmed/25817406?x=1', '25817406'],
    ['0', undefined],
    ['PMC3531190', undefined],
    ['https://example.org/25817406', undefined],
  ])('%s is the PMID %s', (text, pmid) => {
    expect(pmidOf(text)).toBe(pmid)
  })

  test.each([
    ['PMC3531190', 'PMC3531190'],
    ['PMCID: pmc3531190', 'PMC3531190'],
    ['https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/', 'PMC3531190'],
    ['https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3531190/pdf/x.pdf', 'PMC3531190'],
    ['25817406', undefined],
  ])('%s is the PMCID %s', (text, pmcid) => {
    expect(pmcidOf(text)).toBe(pmcid)
  })
})
