import type { Work, WorkType } from '../../lib/schema/work.ts'

/** Where a saved work is: only here because no server is bound, on its way, or with the server. */
export type Sync = 'local' | 'waiting' | 'sent'

/** What the popup has to tell. */
export type SaveCardState =
  | { kind: 'reading' }
  | { kind: 'saved'; work: Work; sync: Sync; note?: 'tabOnly' }
  | { kind: 'already'; work: Work; sync: Sync; canUndo: boolean }
  | { kind: 'removed'; title: string }
  /** The server did not take it; it waits on the options page for its person. */
  | { kind: 'refused'; title: string; reason: string }
  | { kind: 'failed'; reason: string }

/** What a person can correct in the card. */
export interface CardEdit {
  title?: string
  workType?: WorkType
}
