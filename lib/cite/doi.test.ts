import { describe, expect, test } from 'vitest'
import { doiIn, doiOf } from './doi.ts'
import { doiOfUrl } from './doi-url.ts'

const SICI = '10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o'

test.each([
  ['10.1038/171737a0', '10.1038/171737a0'],
  ['10.1038/171737A0', '10.1038/171737a0'],
  ['doi:10.1038/171737a0', '10.1038/171737a0'],
  ['DOI: 10.1038/171737a0', '10.1038/171737a0'],
  ['https://doi.org/10.1038/171737a0', '10.1038/171737a0'],
  ['http://dx.doi.org/10.1038/171737a0?nosfx=y', '10.1038/171737a0'],
  ['//doi.org/10.1038/171737a0', '10.1038/171737a0'],
  ['info:doi/10.1038/171737a0', '10.1038/171737a0'],
  ['urn:doi:10.1038/171737a0', '10.1038/171737a0'],
  ['https://doi.org/10.1038%2F171737a0', '10.1038/171737a0'],
  ['https://doi-org.proxy.example.edu/10.1038/171737a0', undefined],
  ['(10.1038/171737a0)', '10.1038/171737a0'],
  ['10.1038/171737a0.', '10.1038/171737a0'],
  ['10.1038/171737a0},', '10.1038/171737a0'],
  ['10.1016/S0009-2614(97)04014-1', '10.1016/s0009-2614(97)04014-1'],
  ['10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O', SICI],
  ['10.1000.10/123', '10.1000.10/123'],
])('%s is the DOI %s', (text, doi) => {
  expect(doiOf(text)).toBe(doi)
})

test.each([
  ['Nature 171, 737. doi:10.1038/171737a0, 1953', '10.1038/171737a0'],
  ['see 10.1038/171737a0; 100% right', '10.1038/171737a0'],
  ['（10.1038/171737a0）', '10.1038/171737a0'],
])('the DOI in "%s" is found', (text, doi) => {
  expect(doiIn(text)).toBe(doi)
})

test.each([
  'ade/1391109086',
  '10.12/34',
  '110.1038/171737a0',
  'version 10.0.19041/build',
  '10.1038/',
  '10.1038/...',
  '10.1038',
  '192.168.10.1234/24',
  `10.1038/${'a'.repeat(400)}`,
  '',
])('no DOI is seen in "%s"', (text) => {
  expect(doiIn(text)).toBeUndefined()
})

test('a text that says more than a DOI is not one', () => {
  expect(doiOf('Reply to 10.1038/171737a0')).toBeUndefined()
  expect(doiOf('10.1038/171737a0 and 10.1038/171738a0')).toBeUndefined()
})

describe('in an address', () => {
  test.each([
    ['https://doi.org/10.1038/171737a0', '10.1038/171737a0'],
    ['https://doi-org.proxy.example.edu/10.1038/171737a0', '10.1038/171737a0'],
    ['https://pub.example/doi/full/10.1080/23311932.2015.1117749', '10.1080/23311932.2015.1117749'],
    ['https://pub.example/doi/pdf/10.1021/acs.est.1c01234?ref=pdf', '10.1021/acs.est.1c01234'],
    [
      'https://pub.example/article/10.1088/0953-8984/28/22/224009/meta',
      '10.1088/0953-8984/28/22/224009',
    ],
    [
      'https://pub.example/article/10.1088/0953-8984/28/22/224009/pdf',
      '10.1088/0953-8984/28/22/224009',
    ],
    ['https://pub.example/content/pdf/10.1007/BF02727953.pdf', '10.1007/bf02727953'],
    ['https://pub.example/articles/10.3389/fpsyg.2014.00781/full', '10.3389/fpsyg.2014.00781'],
    ['https://biorxiv.example/content/10.1101/696633v1.full.pdf', '10.1101/696633'],
    [
      'https://pub.example/article/info%3Adoi%2F10.1371%2Fjournal.pone.0113556',
      '10.1371/journal.pone.0113556',
    ],
    [
      'https://pub.example/article/file?id=10.1371/journal.pone.0213978&type=printable',
      '10.1371/journal.pone.0213978',
    ],
    [
      'https://data.example/dataset.xhtml?persistentId=doi:10.7910/DVN/NJ7XSO',
      '10.7910/dvn/nj7xso',
    ],
    ['https://oup.example/article-abstract/doi/10.1093/nar/gks1195/1068219', '10.1093/nar/gks1195'],
    ['https://pub.example/article/10.1007/s1/figures/2', '10.1007/s1'],
    ['https://pub.example/doi/suppl/10.1126/science.1/suppl_file/x.pdf', '10.1126/science.1'],
    ['https://biorxiv.example/content/10.1101/696633v1.supplementary-material', '10.1101/696633'],
    ['https://pub.example/content/10.1000/1;jsessionid=abc', '10.1000/1'],
    ['https://scholar.example/search?q=10.1038/171737a0', undefined],
    ['https://www.nature.com/articles/s41586-020-0001-1.pdf', '10.1038/s41586-020-0001-1'],
    ['https://www.nature.com/articles/171737a0/figures/1', '10.1038/171737a0'],
    ['https://www.nature.com/nature/volumes/171', undefined],
    ['https://elifesciences.org/articles/44753', '10.7554/elife.44753'],
    ['https://peerj.com/articles/cs-12/', '10.7717/peerj-cs.12'],
    ['https://pubs.rsc.org/en/content/articlehtml/2015/cc/c5cc00001a', '10.1039/c5cc00001a'],
    ['https://papers.ssrn.com/sol3/papers.cfm?abstract_id=999', '10.2139/ssrn.999'],
    ['https://www.nber.org/papers/w29971', '10.3386/w29971'],
    ['https://doi.org/10.1000/abstract', '10.1000/abstract'],
    ['https://pub.example/2010.1234/5678', undefined],
    ['https://pub.example/articles/1391109086', undefined],
    ['javascript:10.1038/171737a0', undefined],
    ['no address', undefined],
  ])('%s gives %s', (address, doi) => {
    expect(doiOfUrl(address)).toBe(doi)
  })
})
