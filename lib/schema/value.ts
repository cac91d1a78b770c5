import * as z from 'zod/mini'
import { fitsBytes } from '../kit/bytes.ts'
import { deeperThan, type Json } from '../kit/json.ts'
import { valueLimits as limits } from './limits.ts'
import { isOrderKey } from './order-key.ts'

/** Plain text that Postgres can hold: bounded, well-formed UTF-16, no NUL. */
export const plainText = z.string().check(
  z.refine((text) => fitsBytes(text, limits.stringBytes), {
    error: 'is longer than 64 KiB; shorten it',
  }),
  z.refine((text) => text.isWellFormed() && !text.includes('\0'), {
    error: 'holds characters that are no text',
  }),
)

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

const jsonValue: z.ZodMiniType<Json> = z.lazy(() =>
  z.union([
    // The commonest first: a union tries one after the other.
    plainText,
    z.number(),
    z.boolean(),
    z.null(),
    z.array(jsonValue),
    z.record(plainText, jsonValue),
  ]),
)

/** A JSON object of bounded depth. The depth is looked at before anything recurses into it. */
export const jsonObject = z.pipe(
  z
    .unknown()
    .check(
      z.refine((value) => !deeperThan(value, limits.jsonDepth), { error: 'is nested too deeply' }),
    ),
  z.record(plainText, jsonValue),
) as z.ZodMiniType<Record<string, Json>>
