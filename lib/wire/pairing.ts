import * as z from 'zod/mini'
import { id } from '../schema/value.ts'

/** `POST /api/pair`: a one-time code and a name for the device. */
export const pairRequest = z.object({
  code: z.string().check(z.minLength(1), z.maxLength(40)),
  device: z.optional(z.string().check(z.maxLength(200))),
})

/** What a code is exchanged for. The token is opaque and shown this once. */
export const pairResponse = z.object({
  token: z.string(),
  owner: z.object({ id, name: z.string() }),
})

export type PairResponse = z.infer<typeof pairResponse>
