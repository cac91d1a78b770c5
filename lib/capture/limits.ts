import { cutToBytes, fitsBytes } from '../kit/bytes.ts'
import { limits } from '../wire/limits.ts'
import type { Draft } from './draft.ts'

/** The change that saves a draft is bounded like the draft and adds its own envelope. */
const MAX_BYTES = limits.draftBytes - 32 * 1024
const SHORT_BYTES = 4 * 1024
const FEW_TOPICS = 100

/** A draft within the contract's limits. `provenance.cut` names the fields that lost something. */
export function bounded(draft: Draft): Draft {
  let fitting = eachBounded(draft)
  for (const shorten of [shortened, withFewTopics]) {
    if (!fits(fitting)) fitting = shorten(fitting)
  }
  while (!fits(fitting) && fitting.authors?.length) {
    fitting = {
      ...fitting,
      authors: fitting.authors.slice(0, Math.floor(fitting.authors.length / 2)),
    }
  }
  while (!fits(fitting) && fitting.items?.length) {
    fitting = { ...fitting, items: fitting.items.slice(0, Math.floor(fitting.items.length / 2)) }
  }
  const cut = Object.keys(draft).filter((field) => differs(draft, fitting, field))
  return cut.length > 0 ? { ...fitting, provenance: { ...fitting.provenance, cut } } : fitting
}

function fits(draft: Draft): boolean {
  return fitsBytes(JSON.stringify(draft), MAX_BYTES)
}

function eachBounded(draft: Draft): Draft {
  const inBounds = withTexts(draft, limits.stringBytes)
  if (draft.authors)
    inBounds.authors = draft.authors
      .slice(0, limits.authors)
      .map((author) => withTexts(author, SHORT_BYTES))
  if (draft.topics) inBounds.topics = draft.topics.slice(0, limits.arrayItems)
  if (draft.issn) inBounds.issn = draft.issn.slice(0, limits.arrayItems)
  return inBounds
}

function shortened(draft: Draft): Draft {
  return withTexts(draft, SHORT_BYTES)
}

function withFewTopics(draft: Draft): Draft {
  return { ...draft, ...(draft.topics && { topics: draft.topics.slice(0, FEW_TOPICS) }) }
}

/** The same value with its own texts cut to so many bytes. */
function withTexts<T extends object>(value: T, maxBytes: number): T {
  const entries = Object.entries(value).map(([key, held]) => [
    key,
    typeof held === 'string' ? cutToBytes(held, maxBytes).trimEnd() : held,
  ])
  return Object.fromEntries(entries) as T // the same keys, texts stay texts
}

function differs(before: Draft, after: Draft, field: string): boolean {
  const [was, is] = [before, after].map((draft) => (draft as Record<string, unknown>)[field]) // a field of both
  return was !== is && JSON.stringify(was) !== JSON.stringify(is)
}
