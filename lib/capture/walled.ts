import type { Heard } from './finding.ts'
import { linesOf } from './lines.ts'
import type { Page } from './page.ts'
import { isWall } from './wall.ts'
import { keepsOut } from './wall-words.ts'

/** Tags from here on were made for the work alone; no wall carries them. */
const OWN = 70
/** Walls are small: more elements, or more text in characters, are a page. */
const MAX_ELEMENTS = 300
const MAX_TEXT = 2_500
const MAX_LOGIN = 700
const SEPARATOR = /\s+[-–—|·•:»]\s+|\s*\|\s*/

/** What guards put into the pages that they show instead: Cloudflare, Akamai, PerimeterX, DataDome, Imperva, AWS, Amazon, Google, Anubis. */
const GUARDS =
  '#challenge-form,#challenge-error-text,#challenge-running,#cf-wrapper,.cf-error-details,#px-captcha,iframe[src*="captcha-delivery.com"],script[src*="captcha-delivery.com"],iframe[src*="_Incapsula_Resource"],script[src*="_Incapsula_Resource"],#sec-if-cpt-container,script[src*="awswaf.com"],form[action*="validateCaptcha"],#captcha-form,#distilIdentificationBlock,#anubis_challenge'

/** Whether a page stands between the reader and the work: a check for bots, a login, a consent, an error. */
export function isWalled(page: Page, heard: readonly Heard[]): boolean {
  const titles = heard.filter((finding): finding is Heard<'title'> => finding.field === 'title')
  if (titles.some(({ sure }) => sure >= OWN)) return false
  if (titles.some(({ value }) => isWall(value))) return true
  if (page.all('body *', MAX_ELEMENTS + 1).length > MAX_ELEMENTS) return false
  const text = linesOf(page).lines.map((line) => line.text)
  const length = text.reduce((sum, line) => sum + line.length, 0)
  if (length > MAX_TEXT) return false
  return (
    page.first(GUARDS) !== undefined ||
    (length < MAX_LOGIN && page.first('input[type="password"]') !== undefined) ||
    text.some(keepsOut) ||
    titles.some(({ value }) => value.split(SEPARATOR).some(isWall))
  )
}
