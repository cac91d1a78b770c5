import * as z from 'zod/mini'
import type { AnyField, EntityDeclaration, Fields } from './entity.ts'
import { id, textList } from './value.ts'

const setPatch = z.object({ add: z.optional(textList), remove: z.optional(textList) })

/** Lets nothing through: what is append-only stays as it was made. */
const refused = z
  .object({ id })
  .check(z.refine(() => false, { error: 'is kept as it was made: add another one instead' }))

const fixed = z.never({ error: 'can not be changed any more' })

/**
 * What an update may carry: `null` clears, absent keeps. No default is ever filled in, or a patch of
 * one field would reset the others.
 */
export function patchSchema({ fields, appendOnly }: EntityDeclaration<Fields>): z.ZodMiniType {
  if (appendOnly) return refused
  const shape: Record<string, z.ZodMiniType> = { id, deletedAt: z.optional(z.null()) }
  for (const [name, field] of Object.entries(fields)) shape[name] = z.optional(patchValue(field))
  return z.object(shape)
}

/** What a delete may carry. */
export function removalSchema({ appendOnly }: EntityDeclaration<Fields>): z.ZodMiniType<{
  id: string
}> {
  return appendOnly ? refused : z.object({ id })
}

function patchValue(field: AnyField): z.ZodMiniType {
  if (field.access === 'once') return fixed
  if (field.access === 'clear') return z.null()
  if (field.merge === 'elements') return setPatch
  return field.presence === 'optional' ? z.nullable(field.schema) : field.schema
}
