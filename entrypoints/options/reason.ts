import type { WriteChange } from '../../lib/buffer/change.ts'
import { t } from '../../lib/words/t.ts'

/** Why a change was refused, in plain words. */
export function reasonOf({ code, error = '' }: Pick<WriteChange, 'code' | 'error'>): string {
  switch (code) {
    case 'INVALID':
      return t('refusedNotAllowed', { reason: error })
    case 'TOO_LARGE':
      return t('refusedTooLarge')
    case 'STALE':
      return t('refusedTooLate')
    case 'DELETED':
      return t('refusedDeleted')
    case 'DEP_MISSING':
      return t('refusedMissing')
    case 'CLIENT_TOO_OLD':
      return t('refusedTooOld')
    case 'SERVER_ERROR':
      return t('refusedFailing')
    case 'ID_REUSE':
    case 'LOCKED':
    case 'TOO_NEW':
    case 'UNKNOWN_TABLE':
    case undefined:
      return t('changeRefused', { reason: error })
    default:
      return code satisfies never
  }
}
