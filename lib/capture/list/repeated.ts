import { isShown } from '../furniture.ts'
import type { Page } from '../page.ts'
import { shownBy } from '../readers/elsewhere.ts'
import type { Entry } from './entry.ts'
import { fills } from './fills.ts'
import { addressesIn } from './laid-out.ts'
import { PEOPLE, YEAR } from './reference.ts'

const MAX_LINKS = 3_000
const MAX_CLIMB = 8
const MAX_RECORD = 1_500
const FEWEST = 3

/** One repeated piece of a page and the link in it that names a work. */
interface Piece {
  link: Element
  record: Element
}

/**
 * The works of a page that says in no standard that it lists them: the links in the largest set of
 * like pieces, where most pieces have an author and a year, or an identifier, beside the link.
 */
export function readRepeated(page: Page, saysList: boolean): Entry[] {
  const links = page.all('a[href]', MAX_LINKS).filter((link) => isTitle(shownBy(link)))
  const groups = [...Map.groupBy(links, shapeOf).values()].filter((group) => group.length >= FEWEST)
  const lists = groups.map(piecesOf).flatMap((pieces) => listOf(pieces, page, saysList))
  return lists.sort((a, b) => told(b) - told(a))[0] ?? []
}

/** Of sets over the same pieces the one that tells most: titles, not names or `Read more`. */
function told(entries: readonly Entry[]): number {
  return [...new Set(entries.map(({ title }) => title))].reduce(
    (sum, { length }) => sum + length,
    0,
  )
}

const FEW_WORDS = 2
const CJK = /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/

function isTitle(text: string): boolean {
  if (text.length < 6 || text.length > 400) return false
  return text.split(/\s+/, 3).length >= FEW_WORDS || CJK.test(text)
}

/** The tags and classes of a link and what it stands in; numbers and turns (`odd`, `first`) left out. */
function shapeOf(link: Element): string {
  const shape: string[] = []
  let at: Element | null = link
  for (let level = 0; at && level < 4; level++) {
    const named = (at.getAttribute('class') ?? '').trim().split(/\s+/, 1)[0] ?? ''
    shape.push(`${at.tagName}.${TURN.test(named) ? '' : named.replace(/\d+/g, '')}`)
    at = at.parentElement
  }
  return shape.join(' ')
}
const TURN = /^(?:odd|even|first|last|active|selected|alt|visited)$/i

/** For each link the highest element that holds it and no other of its group. */
function piecesOf(links: readonly Element[]): Piece[] {
  const held = new Map<Element, number>()
  for (const link of links) for (const at of climb(link)) held.set(at, (held.get(at) ?? 0) + 1)
  return links.flatMap((link): Piece[] => {
    const record = climb(link).findLast((at) => held.get(at) === 1)
    return record && record.tagName !== 'BODY' ? [{ link, record }] : []
  })
}

function climb(link: Element): Element[] {
  const found: Element[] = []
  let at: Element | null = link
  for (let level = 0; at && level < MAX_CLIMB; level++) {
    found.push(at)
    at = at.parentElement
  }
  return found
}

function listOf(all: readonly Piece[], page: Page, saysList: boolean): Entry[][] {
  const pieces = all.filter(({ record }) => isShown(record))
  if (pieces.length < FEWEST) return []
  const likely = pieces.filter((piece) => isWork(piece, saysList)).length
  if (likely < pieces.length * (saysList ? 0.5 : 0.7)) return []
  if (
    !fills(
      pieces.map(({ record }) => record),
      page,
      saysList,
    )
  )
    return []
  return [pieces.map(({ link, record }) => entryOf(link, record))]
}

function entryOf(link: Element, record: Element): Entry {
  return {
    title: shownBy(link),
    link: link.getAttribute('href') ?? undefined,
    beside: addressesIn(record),
  }
}

/** Beside a work stand who made it and when, or what it is known by. */
function isWork({ link, record }: Piece, saysList: boolean): boolean {
  const beside = shownBy(record).slice(0, MAX_RECORD).replace(shownBy(link), ' ')
  const addresses = addressesIn(record)
  if (addresses.some((address) => IDENTIFIED.test(address))) return true
  const dated = YEAR.test(beside)
  const named = PEOPLE(beside).test(beside)
  if (dated && named) return true
  return saysList && (dated || named) && addresses.some((address) => OF_WORK.test(address))
}

const IDENTIFIED =
  /\/10\.\d{4,9}(?:\/|%2f)|arxiv\.org\/(?:abs|pdf)\/|pubmed\.ncbi|ncbi\.nlm\.nih\.gov\/(?:pubmed|pmc)|hdl\.handle\.net|handle\/\d|\/isbn|openurl|oclc/i
const OF_WORK =
  /\/(?:abs|abstract|articles?|books?|chapters?|document|dp|entry|handle|item|papers?|pii|pubs?|publications?|record|stable|show|thes[ie]s|title|view|works?)[/?=-]|\.pdf$|[?&](?:id|arnumber|isbn)=/i
