import type { Name } from './names.ts'

const HAN_KANA = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々ー・\s,，、]+$/u
const HANGUL = /^[\p{Script=Hangul}\s,]+$/u

/** A Chinese, Japanese or Korean name: family first; what has no gap to split at stays whole. */
export function cjkName(text: string): Name | undefined {
  if (!/[\u1100-\uffff]/.test(text)) return undefined // the classes below are slow to build and mostly not needed
  if (!HAN_KANA.test(text) && !HANGUL.test(text)) return undefined
  const parts = text.split(/[\s,，、]+/).filter((part) => part !== '')
  const [family, given] = parts
  if (parts.length === 2 && family !== undefined && given !== undefined) return { family, given }
  const whole = parts.join(' ')
  // Korean family names have one syllable, but for a handful.
  if (HANGUL.test(text) && whole.length === 3)
    return { family: whole.slice(0, 1), given: whole.slice(1) }
  return { literal: whole }
}
