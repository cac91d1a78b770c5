import * as z from 'zod/mini'
import type { Json } from '../kit/json.ts'
import { objectComplaint, textComplaint } from './json.ts'
import { valueLimits as limits } from './limits.ts'
import { isOrderKey } from './order-key.ts'

/** Plain text that Postgres can hold: bounded, well-formed UTF-16, no NUL. */
export const plainText = z.string().check(complaining(textComplaint))

/** Text with something in it. */
export const filledText = plainText.check(
  z.refine((text) => text.trim() !== '', { error: 'must not be empty' }),
)

/** A uuid of any version, in lower case as Postgres prints it. */
export const id = z.guid().check(z.toLowerCase())

/** A point in time as ISO 8601 in UTC with milliseconds, years 0001 to 9999. */
export const isoInstant = z.pipe(
  z.iso.datetime({ offset: true }),
  z.transform((text: string) => new Date(text).toISOString()),
)

/** A date of publication: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, because precision is information. */
export const partialDate = z.string().check(
  z.regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, {
    error: 'must be a year, a month (2024-05) or a day (2024-05-31)',
  }),
)

export const year = z.int({ error: 'must be a number' }).check(z.gte(-5000), z.lte(3000))

/** An address that a person may follow: http or https, nothing that runs. */
export const httpUrl = plainText.check(
  z.refine(isHttpUrl, { error: 'must be an http or https address' }),
)

function isHttpUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:')
}

export const hexColor = z.string().check(z.regex(/^#[0-9a-fA-F]{6}$/))
export const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/))

/** A place in a list that two devices may change at once. */
export const orderKey = plainText.check(z.refine(isOrderKey, { error: 'is no order key' }))

/** A bounded list of texts. */
export const textList = z.array(plainText).check(z.maxLength(limits.arrayItems))

/** A bounded set of texts: repeats fold into the first. */
export const textSetValue = z.pipe(
  textList,
  z.transform((list: string[]) => [...new Set(list)]),
)

/** A JSON object of bounded depth and width. */
export const jsonObject = z.unknown().check(complaining(objectComplaint)) as z.ZodMiniType<
  Record<string, Json>
> // what it complains of is anything else

/** A check that says itself what is wrong. */
function complaining<T>(complain: (value: T) => string | undefined) {
  return (of: z.core.ParsePayload<T>) => {
    const message = complain(of.value)
    if (message !== undefined) of.issues.push({ code: 'custom', message, input: of.value })
  }
}
