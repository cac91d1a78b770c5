import { describe, expect, test } from 'vitest'
import { namesIn, namesOf } from './name-list.ts'
import { type Name, nameOf } from './names.ts'

const person = (given: string, family: string, suffix?: string): Name => ({
  family,
  given,
  ...(suffix && { suffix }),
})

describe('a name', () => {
  test.each<[string, Name]>([
    ['Ada Lovelace', person('Ada', 'Lovelace')],
    ['Lovelace, Ada', person('Ada', 'Lovelace')],
    ['Ludwig van Beethoven', person('Ludwig', 'van Beethoven')],
    ['van Beethoven, Ludwig', person('Ludwig', 'van Beethoven')],
    ['Daniel D. Von Hoff', person('Daniel D.', 'Von Hoff')],
    ['Michelina C. de la Maza', person('Michelina C.', 'de la Maza')],
    ['Charles de Gaulle', person('Charles', 'de Gaulle')],
    ['Santiago Ramón y Cajal', person('Santiago', 'Ramón y Cajal')],
    ['William B. Driggers III', person('William B.', 'Driggers', 'III')],
    ['Driggers, William B., III', person('William B.', 'Driggers', 'III')],
    ['Driggers, III, William B.', person('William B.', 'Driggers', 'III')],
    ['Iii, William B. Driggers', person('William B.', 'Driggers', 'III')],
    ['Driggers III, William B.', person('William B.', 'Driggers', 'III')],
    ['Smith, John Jr', person('John', 'Smith', 'Jr.')],
    ['Smith J, Jr', person('J.', 'Smith', 'Jr.')],
    ['Beethoven, Ludwig van', person('Ludwig', 'van Beethoven')],
    ['Powell DJ', person('D. J.', 'Powell')],
    ['SMITH JA', person('J. A.', 'Smith')],
    ['Wei LI', person('Wei', 'LI')],
    ['Thompson, Ada, 1860-1948.', person('Ada', 'Thompson')],
    ['Thompson, Ada, 1960-, author.', person('Ada', 'Thompson')],
    ['Ada Thompson (1860–1948)', person('Ada', 'Thompson')],
    ['Thompson, Ada, editor', person('Ada', 'Thompson')],
    ['Ada Thompson <ada@example.org>', person('Ada', 'Thompson')],
    ['Smith J. A.', person('J. A.', 'Smith')],
    ['Prof. Dr. Max Planck', person('Max', 'Planck')],
    ['Doe, J. (Jane)', person('J.', 'Doe')],
    ['Jane Doe (she/her) ✉', person('Jane', 'Doe')],
    ['Martin Luther King, Jr.', person('Martin Luther', 'King', 'Jr.')],
    ['C L Mak', person('C. L.', 'Mak')],
    ['Hugh P.A. Sweatman', person('Hugh P. A.', 'Sweatman')],
    ['Lin, C.-J.', person('C.-J.', 'Lin')],
    ['MARIE CURIE', person('Marie', 'Curie')],
    ['Marie CURIE', person('Marie', 'Curie')],
    ['CURIE Marie', person('Marie', 'Curie')],
    ['SMITH-JONES, ANNA K', person('Anna K.', 'Smith-Jones')],
    ['marie curie', person('Marie', 'Curie')],
    ['Dr. Jane Doe, PhD', person('Jane', 'Doe')],
    ['By Jane Doe', person('Jane', 'Doe')],
    ['Jane Doe1,2*', person('Jane', 'Doe')],
    ['山田 太郎', { family: '山田', given: '太郎' }],
    ['김철수', { family: '김', given: '철수' }],
    ['夏目漱石', { literal: '夏目漱石' }],
    ['Plato', { literal: 'Plato' }],
    ['World Health Organization', { literal: 'World Health Organization' }],
    [
      'Department of Physics, University of Anywhere',
      { literal: 'Department of Physics, University of Anywhere' },
    ],
    ['The ATLAS Collaboration', { literal: 'The ATLAS Collaboration' }],
  ])('%s', (text, name) => {
    expect(nameOf(text)).toEqual(name)
  })

  test.each(['et al.', '', '  ', '***', '1, 2', '\u200b'])('is not seen in "%s"', (text) => {
    expect(nameOf(text)).toBeUndefined()
  })
})

describe('several names in one text', () => {
  test.each([
    'Ada Lovelace; Grace Hopper',
    'Lovelace, Ada; Hopper, Grace',
    'Ada Lovelace and Grace Hopper',
    'Ada Lovelace & Grace Hopper',
    'Lovelace, Ada and Hopper, Grace',
    'Ada Lovelace, Grace Hopper',
    'Ada Lovelace, and Grace Hopper',
    'Ada Lovelace, Grace Hopper et al.',
  ])('are parted: %s', (text) => {
    expect(namesIn(text)).toEqual([person('Ada', 'Lovelace'), person('Grace', 'Hopper')])
  })

  test.each([
    ['Smith, J., Doe, A., and Roe, B.', 'Smith/J. Doe/A. Roe/B.'],
    ['Smith, J. A., & Doe, B. C.', 'Smith/J. A. Doe/B. C.'],
    ['Smith J., Doe A.B., Roe C.', 'Smith/J. Doe/A. B. Roe/C.'],
    ['Powell DJ, Moss-Morris R, Liossi C', 'Powell/D. J. Moss-Morris/R. Liossi/C.'],
    ['Jane Doe, MD, PhD, John Roe, MD', 'Doe/Jane Roe/John'],
    ['Alice B. Smith, Jr., Bob Jones', 'Smith/Alice B. Jones/Bob'],
    ['Carlos Ruiz y Ana Gómez', 'Ruiz/Carlos Gómez/Ana'],
    ['Santiago Ramón y Cajal', 'Ramón y Cajal/Santiago'],
    ['Driggers III, William B.', 'Driggers/William B.'],
    ['山田 太郎、鈴木 花子', '山田/太郎 鈴木/花子'],
  ])('%s are parted', (text, names) => {
    const parted = namesIn(text).map(({ family, given }) => `${family}/${given}`)
    expect(parted.join(' ')).toBe(names)
  })

  test('are not made of one person with two family names', () => {
    expect(namesIn('García López, Juan')).toEqual([person('Juan', 'García López')])
  })

  test('in PubMed order have the family first', () => {
    expect(namesOf(['Powell DJ', 'Moss-Morris R'])).toEqual([
      person('D. J.', 'Powell'),
      person('R.', 'Moss-Morris'),
    ])
  })
})
