import type { NewChange } from '../../../lib/buffer/change.ts'
import { PAYLOAD_VERSION, type WireChange } from '../../../lib/wire/batch.ts'
import { hlcAt } from '../../../lib/wire/hlc.ts'

const WORDS =
  'the of and to in a we is that for are with this by on as from be which model data results between observed method analysis distributed systems structure theory evidence response growth protein network quantum surface measured estimate sample population effect large small time rate function energy temperature field learning'.split(
    ' ',
  )
const GIVEN = 'Maria Chen Amina Lukas Priya João Sofia Kenji Fatima Noah Ingrid Omar'.split(' ')
const FAMILY = 'Okafor Müller Tanaka Rossi Nguyễn Kowalska Silva Haddad Larsen Novák Roy'.split(' ')
const JOURNALS = [
  'Journal of Applied Measurement',
  'Proceedings of the Society for Systems',
  'Annals of Theoretical Botany',
]
const ABSTRACT_WORDS = 165

/** The payload of one of endlessly many works, the same for the same number: 3–6 authors, an abstract of 1 kB. */
export function workPayload(n: number, id: string): Record<string, unknown> {
  const pick = picker(n)
  const doi = `10.${5000 + (n % 40)}/bench.${n}`
  const url = `https://journals.example.org/article/${n}`
  return {
    id,
    title: `${capital(words(pick, 9))} (${n})`,
    work_type: 'article',
    csl_type: 'article-journal',
    authors: Array.from({ length: 3 + (n % 4) }, () => author(pick)),
    abstract: `${capital(words(pick, ABSTRACT_WORDS))}.`,
    doi,
    year: 1980 + (n % 45),
    publishing_date: `${1980 + (n % 45)}-0${1 + (n % 9)}`,
    container_title: pick(JOURNALS),
    volume: String(1 + (n % 80)),
    issue: String(1 + (n % 12)),
    pages: `${n % 900}–${(n % 900) + 14}`,
    issn: ['1234-5679'],
    url,
    canonical_url: url,
    language: 'en',
    accessed_at: '2026-03-01T12:00:00.000Z',
    metadata: { pdfUrl: `${url}.pdf`, siteName: 'Example Journals' },
    provenance: {
      ...{ title: 'highwire', authors: 'highwire', doi: 'highwire', abstract: 'dublinCore' },
      ...{ year: 'highwire', containerTitle: 'highwire', url: 'page', language: 'page' },
    },
  }
}

/** A work as a form gives it to the queue. */
export function newWork(n: number): NewChange {
  return { table: 'works', op: 'insert', payload: workPayload(n, crypto.randomUUID()) }
}

/** A device that sends inserts and edits of works. */
export function device() {
  const client_id = crypto.randomUUID()
  let seq = 0
  const change = (op: WireChange['op'], payload: WireChange['payload']): WireChange => {
    const created_at = Date.now()
    const own = {
      id: crypto.randomUUID(),
      client_id,
      seq: ++seq,
      hlc: hlcAt(created_at, seq % 65_536),
    }
    return { ...own, table: 'works', op, payload, created_at, v: PAYLOAD_VERSION }
  }
  return {
    /** The works from a number on. */
    inserts: (from: number, count: number) =>
      Array.from({ length: count }, (_, i) =>
        change('insert', workPayload(from + i, crypto.randomUUID())),
      ),
    /** What a person edits at once: a note, a tag, a star. */
    edit: (id: string, n: number) =>
      change('update', {
        id,
        notes: `Read again (${n}).`,
        favorite: true,
        topics: { add: ['to cite'] },
      }),
  }
}

type Pick = <T>(from: readonly T[]) => T

/** A small generator of its own (mulberry32), so that every run measures the same works. */
function picker(seed: number): Pick {
  let state = seed
  return <T>(from: readonly T[]): T => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    const index = ((mixed ^ (mixed >>> 14)) >>> 0) % from.length
    return from[index] as T // the index is below the length of a list that is never empty
  }
}

function author(pick: Pick) {
  return { family: pick(FAMILY), given: `${pick(GIVEN)} ${capital(pick(WORDS)).slice(0, 1)}.` }
}

function words(pick: Pick, count: number): string {
  return Array.from({ length: count }, () => pick(WORDS)).join(' ')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
