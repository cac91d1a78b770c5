import type { Dismissed, Judged, Ready, Refused } from './judged.ts'

/** Finds repeats within a batch. An id that comes back with another content is dismissed. */
export function findRepeats(judged: (Ready | Refused | Dismissed)[]): Judged[] {
  const first = new Map<string, { of: number; hash: string }>()
  return judged.map((change, of) => {
    if (change.kind === 'dismissed') return change
    const { id, hash, sentId, group } = change
    const original = first.get(id)
    if (original === undefined) {
      first.set(id, { of, hash })
      return change
    }
    if (original.hash === hash) return { kind: 'repeat', sentId, group: null, of: original.of }
    return { kind: 'dismissed', sentId, group, refusal: { code: 'ID_REUSE' } }
  })
}
