import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Figure, figure } from '../../e2e/figures.ts'
import { HOSTILE } from './capture/hostile.ts'
import { buildReader } from './capture/reader.ts'
import { openReadingTab, type ReadingTab, type SavedPage } from './capture/tab.ts'

/** The first time V8 has yet to compile the reader, which costs more than most pages do. */
const TIMES = 6
const HOSTILE_URL = 'https://hostile.example/page'

/** How long reading takes in Chromium, on a folder of saved pages where one is given, and how large the reader is. */
export async function capture(corpus?: string): Promise<Record<string, Figure>> {
  const reader = await buildReader()
  const tab = await openReadingTab(reader)
  try {
    return {
      reader_kb: figure([gzipSync(reader).length / 1000], 'kB'),
      ...(corpus === undefined ? {} : await corpusFigures(tab, corpus)),
      ...(await hostileFigures(tab)),
    }
  } finally {
    await tab.close()
  }
}

async function corpusFigures(tab: ReadingTab, corpus: string): Promise<Record<string, Figure>> {
  const cold: number[] = []
  const warm: number[] = []
  for (const page of pagesOf(corpus)) {
    const [first = Number.NaN, ...again] = await tab.timesOf(page, TIMES)
    cold.push(first)
    warm.push(figure(again, 'ms').median)
  }
  return {
    read_cold_ms: figure(cold, 'ms'),
    read_cold_p95_ms: p95(cold),
    read_ms: figure(warm, 'ms'),
    read_p95_ms: p95(warm),
  }
}

function p95(times: readonly number[]): Figure {
  const sorted = [...times].sort((a, b) => a - b)
  return figure([sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN], 'ms')
}

function pagesOf(corpus: string): SavedPage[] {
  return readdirSync(corpus).flatMap((id): SavedPage[] => {
    const [html, url] = [join(corpus, id, 'page.html'), join(corpus, id, 'url')]
    if (!existsSync(html) || !existsSync(url)) return []
    return [{ html: readFileSync(html), url: readFileSync(url, 'utf8').trim() }]
  })
}

async function hostileFigures(tab: ReadingTab): Promise<Record<string, Figure>> {
  const figures: Record<string, Figure> = {}
  for (const [name, html] of Object.entries(HOSTILE)) {
    const times = await tab.timesOf({ url: HOSTILE_URL, html: html() }, 1)
    figures[`hostile_${name}_ms`] = figure(times, 'ms')
  }
  return figures
}
