import { expect, test } from 'vitest'
import { creditsIn } from './byline-words.ts'

test.each<[string, string[]]>([
  ['By Ada Marsh', ['Ada Marsh']],
  ['by Ada Marsh and Bruno de la Mare', ['Ada Marsh and Bruno de la Mare']],
  ['Von Uta Hölzl', ['Uta Hölzl']],
  ['Par Denis Clair', ['Denis Clair']],
  ['Por Carla Vélez', ['Carla Vélez']],
  ['Di Marta Rossi', ['Marta Rossi']],
  ['Posted on September 21, 2020 by Ada Marsh', ['Ada Marsh']],
  ['Gespeichert von rasos am 24. Juli 2017 - 18:55', ['rasos']],
  ['Ein Artikel von Pamela Sand | 27.01.2022 - 12:45', ['Pamela Sand']],
  ['Autorin: Uta Sand, Projektleiterin der Stiftung in Tunis', ['Uta Sand']],
  ['Text und Fotos: Ada Marsh', ['Ada Marsh']],
  ['Author: Ada Marsh', ['Ada Marsh']],
  ['05.02.2020 - Redaktion: Eberhard Fuhr (Sprecher des Werks)', ['Eberhard Fuhr']],
  ['By Ada Marsh ada@harbour.example', ['Ada Marsh']],
  ['By Ada Marsh, Senior Reporter', ['Ada Marsh']],
  ['Stars 06.11.2023 13:30 von Olga', []],
  ['06.11.2023 13:30 | von Olga', ['Olga']],
  ['By the time the lamps were lit nobody was there', []],
  ['Von der Küste bis in die Berge', []],
  ['By using this site you agree', []],
  ['Local News', []],
  ['Read more', []],
])('"%s" credits %j', (line, names) => {
  const told = creditsIn(line).filter(({ introduced }) => introduced !== 'bare')
  expect(told.map((credit) => credit.names)).toEqual(names)
})

test('a name alone is told apart from one that is introduced', () => {
  expect(creditsIn('04.02.2022 | 13:10 Uhr | Uta Held')).toEqual([
    { names: 'Uta Held', introduced: 'bare' },
  ])
})
