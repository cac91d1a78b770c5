import * as z from 'zod/mini'
import { valueLimits } from './limits.ts'
import { plainText } from './value.ts'

/** What somebody did for a work, in CSL's words. */
const AUTHOR_ROLES = [
  'author',
  'editor',
  'translator',
  'director',
  'illustrator',
  'interviewer',
  'composer',
  'contributor',
] as const

/**
 * A person (`family`, `given`, `suffix`) or, in `literal`, a name that must not be split: an
 * organisation or a mononym. The particle of a name (van, de) is part of the family name.
 */
export const person = z.object({
  family: z.optional(plainText),
  given: z.optional(plainText),
  suffix: z.optional(plainText),
  literal: z.optional(plainText),
  orcid: z.optional(z.string().check(z.regex(/^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/))),
})

/** Somebody whom a work names, and for what. */
export const author = z.extend(person, {
  role: z._default(z.enum(AUTHOR_ROLES), 'author'),
})

export type Author = z.infer<typeof author>

/** The authors of a work, in order. */
export const authorList = z.array(author).check(z.maxLength(valueLimits.authors))
