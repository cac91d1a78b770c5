import * as z from 'zod/mini'
import type { Fields } from './entity.ts'
import { id, textList } from './value.ts'

const setPatch = z.object({ add: z.optional(textList), remove: z.optional(textList) })

/**
 * What an update may carry: `null` clears, absent keeps. No default is ever filled in, or a patch of
 * one field would reset the others.
 */
export function patchSchema(fields: [string, Fields[string]][]) {
  const shape: Record<string, z.ZodMiniType> = { id, deletedAt: z.optional(z.null()) }
  for (const [name, field] of fields) {
    if (!field.readOnly) shape[name] = z.optional(patchValue(field))
  }
  return z.object(shape)
}

function patchValue(field: Fields[string]): z.ZodMiniType {
  if (field.merge === 'elements') return setPatch
  return field.presence === 'optional' ? z.nullable(field.schema) : field.schema
}
