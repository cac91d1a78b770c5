import type { ChangeError, ErrorCode } from '../../lib/wire/batch.ts'

/** What a person can do about a refused change. */
const SENTENCES: Record<ErrorCode, string> = {
  INVALID: 'The server cannot store this entry as it is. Correct it and save it again.',
  UNKNOWN_TABLE: 'This server has no such table. Update the server, then save the entry again.',
  TOO_LARGE: 'This change is too large. Shorten its longest text and save it again.',
  TOO_NEW: 'A newer extension wrote this change. It is kept until the server is updated.',
  ID_REUSE: 'Another change was sent under this id before. Send this one under a new id.',
  STALE: 'A newer edit was saved already. Look at it, and edit again if yours should stand.',
  DELETED: 'This entry was deleted. Restore it, then edit it again.',
  DEP_MISSING: 'What this change belongs to has not been saved yet. Send that first.',
  LOCKED: 'Somebody else is writing this entry. Send the change again.',
  CLIENT_TOO_OLD:
    'An extension that is too old wrote this change. Export it, update, save it again.',
  SERVER_ERROR: 'The server failed on this change alone. Export it and report it.',
}

/** Time alone may cure these: the change is worth another try as it is. */
const RETRYABLE: ReadonlySet<ErrorCode> = new Set(['TOO_NEW', 'DEP_MISSING', 'LOCKED'])

export function isRetryable(code: ErrorCode): boolean {
  return RETRYABLE.has(code)
}

/**
 * Whether a refusal is kept, so that a repeat is answered alike. Not where a repeat may be answered
 * otherwise, nor where the id is another change's.
 */
export function isRemembered(code: ErrorCode): boolean {
  return !isRetryable(code) && code !== 'UNKNOWN_TABLE' && code !== 'ID_REUSE'
}

/** Why a change failed: a code and, where it says more than the code, a sentence of its own. */
export interface Refusal {
  code: ErrorCode
  error?: string | undefined
  row?: Record<string, unknown> | undefined
}

/** A refusal as it is answered. */
export function changeErrorOf(id: string | null, { code, error, row }: Refusal): ChangeError {
  const told = { id, error: error ?? SENTENCES[code], code, retryable: isRetryable(code) }
  return row === undefined ? told : { ...told, row }
}

/** What the other changes of a group are told when one of them was refused. */
export function groupSentence(code: ErrorCode): string {
  return `Nothing of this group was saved, for one change of it was refused. ${SENTENCES[code]}`
}
