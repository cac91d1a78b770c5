import { useState } from 'react'

type Draft<T> =
  | { kind: 'none'; over: T }
  | { kind: 'edited'; over: T; value: T }
  | { kind: 'handed-over'; over: T; value: T }

export interface DraftOf<T> {
  /** What to show: the draft, else the library's value. */
  shown: T
  edited: boolean
  edit(value: T): void
  /** The draft was given to the library; it is shown until the library shows anything new. */
  handOver(value: T): void
  restore(): void
}

/**
 * What a person is entering over a value that may change elsewhere meanwhile. Unfinished words stay;
 * finished ones bridge the moment until the library has them, so that nothing flickers back.
 */
export function useDraft<T>(value: T): DraftOf<T> {
  const [draft, setDraft] = useState<Draft<T>>({ kind: 'none', over: value })
  if (draft.over !== value) {
    setDraft(draft.kind === 'edited' ? { ...draft, over: value } : { kind: 'none', over: value })
  }
  return {
    shown: draft.kind === 'none' ? value : draft.value,
    edited: draft.kind === 'edited',
    edit: (next) => setDraft({ kind: 'edited', over: value, value: next }),
    handOver: (next) => setDraft({ kind: 'handed-over', over: value, value: next }),
    restore: () => setDraft({ kind: 'none', over: value }),
  }
}
