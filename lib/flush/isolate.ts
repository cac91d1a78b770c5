import type { Blame } from './verdict.ts'

/** How often the same batch may fail, while the server is well, before it is taken apart. */
export const STRIKES = 3

/** So many parts in a row may fail before the server is given time: then it is rather not one change. */
export const PATIENT_AFTER = 3

/**
 *   batch fails ──▶ is the server well? ──no──▶ wait, send it again
 *                        │ yes: a strike
 *                        ▼
 *              3 strikes, or others go through? ──no──▶ wait, send it again
 *                        │ yes
 *                        ▼
 *              halves, each tried at once ─▶ … ─▶ one change alone ─▶ that counts against it
 *
 * Batches under suspicion, as kept between the tries of a worker and over its death.
 */
export interface Suspicion {
  /** The ids of each part that is still to be tried; the first is next. */
  parts: string[][]
  /** How often the first part has failed though the server was well. */
  strikes: number
  /** Whether something else has gone through since: then a part that fails is split at once. */
  proven: boolean
  /** How many changes alone have failed in a row. */
  misses: number
  /** Whether the server failed over them, or fell silent; it may also have refused them as a whole. */
  failed: boolean
  /** The first part has failed, and whether the server is well is not known yet. */
  open: Exclude<Blame, 'nobody'> | null
  /** Which start of the server was the last to say that it is well. */
  boot: string | null
}

/** What to do with the first part: send it as it is, its halves, or hold its failure against it. */
export type Judgement = 'resend' | 'split' | 'blame' | 'excuse'

/** A batch has failed: it is the first one under suspicion, before those that already are. */
export function suspect(
  ids: string[],
  open: Suspicion['open'],
  earlier: Suspicion | null,
  proven: boolean,
): Suspicion {
  const fresh: Suspicion = {
    parts: [ids],
    strikes: 0,
    proven,
    misses: 0,
    failed: true,
    open,
    boot: null,
  }
  return earlier ? { ...earlier, failed: true, open } : fresh
}

/** Judges the first part, which has failed, now that the server is well in the start `boot`. */
export function judge(suspicion: Suspicion, boot: string | null, divisible: boolean): Judgement {
  const { strikes, proven, open } = suspicion
  if (strikes + 1 < STRIKES && !proven) return 'resend'
  if (divisible) return 'split'
  const died = suspicion.boot !== null && boot !== null && suspicion.boot !== boot
  return open === 'request' || died ? 'blame' : 'excuse'
}

/** The suspicion after a judgement; `halves` are those of the first part. Null once nothing is left to try. */
export function afterJudgement(
  suspicion: Suspicion,
  judgement: Judgement,
  boot: string | null,
  halves: string[][] = [],
): Suspicion | null {
  const known = { ...suspicion, open: null, boot }
  const rest = suspicion.parts.slice(1)
  switch (judgement) {
    case 'resend':
      return { ...known, strikes: suspicion.strikes + 1 }
    case 'split':
      return { ...known, parts: [...halves, ...rest], proven: true, strikes: 0 }
    case 'blame':
    case 'excuse':
      return orNull({ ...known, parts: rest, misses: suspicion.misses + 1 })
    default:
      return judgement satisfies never
  }
}

/** The first part was refused as a whole: its halves are tried in its place. */
export function takenApart(earlier: Suspicion | null, halves: string[][]): Suspicion {
  const first = earlier ?? { ...suspect([], null, null, true), failed: false }
  return { ...first, parts: [...halves, ...first.parts.slice(1)], proven: true, open: null }
}

/** Nothing of the first part is there to be sent by itself any more. */
export function dropped(suspicion: Suspicion): Suspicion | null {
  return orNull({ ...suspicion, parts: suspicion.parts.slice(1), strikes: 0, open: null })
}

/** The first part has gone through. */
export function cleared(suspicion: Suspicion): Suspicion | null {
  const rest = dropped(suspicion)
  return rest && { ...rest, proven: true, misses: 0 }
}

function orNull(suspicion: Suspicion): Suspicion | null {
  return suspicion.parts.length > 0 ? suspicion : null
}
