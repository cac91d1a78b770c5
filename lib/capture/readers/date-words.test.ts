import { expect, test } from 'vitest'
import { type Dated, datedLine } from './date-words.ts'

test.each<[string, Dated | undefined]>([
  ['Published 3 May 2020', { date: '3 May 2020', telling: 'published' }],
  ['Veröffentlicht am 16.08.2019', { date: '16.08.2019', telling: 'published' }],
  ['Hamburg, 2. November 2021', { date: '2. November 2021', telling: 'plain' }],
  ['Kultur, 2.11.22', { date: '2.11.2022', telling: 'plain' }],
  ['17/02/2022', { date: '17/02/2022', telling: 'plain' }],
  ['September 21, 2020', { date: 'September 21, 2020', telling: 'plain' }],
  ['24 de abril de 2020', { date: '24 de abril de 2020', telling: 'plain' }],
  ['2023年11月6日', { date: '2023年11月6日', telling: 'plain' }],
  ['2023. november 5.', { date: '2023. november 5', telling: 'plain' }],
  ['5 listopada 2023', { date: '5 listopada 2023', telling: 'plain' }],
  ['18. marraskuuta 2020', { date: '18. marraskuuta 2020', telling: 'plain' }],
  ['Last updated on May 3, 2020', { date: 'May 3, 2020', telling: 'changed' }],
  [
    'The ship that had left on 3 May 2020 with nobody at the wheel was never heard of again by anybody',
    undefined,
  ],
  ['Version 1.2.3', undefined],
  ['Call 030 12 34 56', undefined],
])('"%s" shows %j', (line, dated) => {
  const found = datedLine(line)
  expect(found && { ...found, date: found.date.replace(/^\D(?=\d)/, '') }).toEqual(dated)
})
