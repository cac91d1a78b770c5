import { describe, expect, test } from 'vitest'
import { dateIn, dayOrder } from './dates.ts'

test.each([
  ['1953/04/25', '1953-04-25'],
  ['1953-4-5', '1953-04-05'],
  ['1953-04', '1953-04'],
  ['1953', '1953'],
  ['19530425', '1953-04-25'],
  ['2024-11-05T22:30:00-08:00', '2024-11-05'],
  ['2024-11-05T22:30:00.000Z', '2024-11-05'],
  ['Dec 20, 2006', '2006-12-20'],
  ['20 December 2006', '2006-12-20'],
  ['2012 Nov 26', '2012-11-26'],
  ['January 2014', '2014-01'],
  ['3. März 2021', '2021-03-03'],
  ['12 de mayo de 2020', '2020-05-12'],
  ['1er janvier 2020', '2020-01-01'],
  ['2019年5月10日', '2019-05-10'],
  ['25.04.1953', '1953-04-25'],
  ['25/04/1953', '1953-04-25'],
  ['04/25/1953', '1953-04-25'],
  ['05/05/2016', '2016-05-05'],
  ['05/06/2016', '2016'],
  ['02/2005', '2005-02'],
  ['13/2005', '2005'],
  ['Spring 1953', '1953'],
  ['2019-02-31', '2019-02'],
  ['2019-13-01', '2019'],
  ['Published: Tuesday, 5 March 2019', '2019-03-05'],
  ['0000-00-00', undefined],
  ['1391109086', undefined],
  ['soon', undefined],
  ['', undefined],
])('"%s" is the date %s', (text, date) => {
  expect(dateIn(text)).toBe(date)
})

describe('the order of day and month', () => {
  test('is given away by a day above 12', () => {
    expect(dayOrder(['05/06/2016', '13/06/2016'])).toBe('day first')
    expect(dayOrder(['05/06/2016', '06/13/2016'])).toBe('month first')
  })

  test('is given away by an ISO date of the same day', () => {
    expect(dayOrder(['05/06/2016', '2016-05-06'])).toBe('month first')
    expect(dayOrder(['05/06/2016', '2016-06-05T10:00:00Z'])).toBe('day first')
  })

  test('stays unknown without evidence, and the day is then not guessed', () => {
    expect(dayOrder(['05/06/2016', '2015-01-01'])).toBeUndefined()
    expect(dateIn('05/06/2016', 'day first')).toBe('2016-06-05')
    expect(dateIn('05/06/2016', 'month first')).toBe('2016-05-06')
  })
})
