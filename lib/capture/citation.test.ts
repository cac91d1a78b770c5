import { expect, test } from 'vitest'
import { citationOf } from './citation.ts'

test.each([
  [
    'Acta Palaeontologica Polonica 68 (4), 2023: 709-718 doi:10.4202/app.01105.2023',
    {
      container: 'Acta Palaeontologica Polonica',
      volume: '68',
      issue: '4',
      pages: '709-718',
      date: '2023',
      doi: '10.4202/app.01105.2023',
    },
  ],
  [
    'Psychoneuroendocrinology. 2015 Mar 12;56:120-131. doi: 10.1016/j.psyneuen.2015.03.010. [Epub ahead of print]',
    {
      container: 'Psychoneuroendocrinology',
      volume: '56',
      pages: '120-131',
      date: '2015 Mar 12',
      doi: '10.1016/j.psyneuen.2015.03.010',
    },
  ],
  [
    'Archives of Scientific Psychology, Vol 4(1), 2016, 32-37. http://dx.doi.org/10.1037/arc0000029',
    {
      container: 'Archives of Scientific Psychology',
      volume: '4',
      issue: '1',
      date: '2016',
      doi: '10.1037/arc0000029',
    },
  ],
  [
    'Vol. 45, No. 3 (Jul., 2001), pp. 580-598',
    { volume: '45', issue: '3', date: 'Jul., 2001', pages: '580-598' },
  ],
  [
    'Molecular Phylogenetics and Evolution, Volume 83, February 2015, Pages 56–71',
    {
      container: 'Molecular Phylogenetics and Evolution',
      volume: '83',
      date: 'February 2015',
      pages: '56–71',
    },
  ],
  [
    'D-Lib Magazine May 2005 Volume 11 Number 5',
    { container: 'D-Lib Magazine', date: 'May 2005', volume: '11', issue: '5' },
  ],
  [
    'J. Chem. Phys. 144, 204105 (2016)',
    { container: 'J. Chem. Phys.', volume: '144', pages: '204105', date: '2016' },
  ],
  ['Nature volume 171, pages737–738 (1953)', { container: 'Nature', volume: '171', date: '1953' }],
  [
    'PLoS ONE 9(11): e113556',
    { container: 'PLoS ONE', volume: '9', issue: '11', pages: 'e113556' },
  ],
])('%s is a citation', (line, citation) => {
  expect(citationOf(line)).toMatchObject(citation)
})

test.each([
  'Updated 5 March 2021 at 10:30',
  'The paper (doi:10.5555/1) was read by 40 people',
  'Published 12 May 2020',
  'Compare doi:10.5555/1 and doi:10.5555/2 of 2020',
  'Page 3 of 12',
])('%s is none', (line) => {
  expect(citationOf(line)).toBeUndefined()
})
