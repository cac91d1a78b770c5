import * as z from 'zod/mini'

/** The body of every 4xx and 5xx answer: a word for programs, a sentence for people. */
export const problem = z.object({
  code: z.enum([
    'bad_request',
    'unauthorized',
    'not_found',
    'too_large',
    'unsupported_type',
    'rate_limited',
    'unavailable',
    'code_invalid',
    'internal',
  ]),
  message: z.string(),
})

export type Problem = z.infer<typeof problem>
