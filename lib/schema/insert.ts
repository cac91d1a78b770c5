import * as z from 'zod/mini'
import type { EntityDeclaration, Fields } from './entity.ts'
import { id } from './value.ts'

/** What an insert may carry. Defaults are Postgres' to fill in: one made here would carry a clock. */
export function insertSchema({ fields, identify }: EntityDeclaration<Fields>): z.ZodMiniType {
  const shape: Record<string, z.ZodMiniType> = { id }
  for (const [name, field] of Object.entries(fields)) {
    if (field.access === 'clear') continue
    if (field.presence === 'required') shape[name] = field.schema
    else if (field.presence === 'fallback') shape[name] = z.optional(field.schema)
    else shape[name] = z.optional(z.nullable(field.schema))
  }
  if (identify === undefined) return z.object(shape)
  shape.deletedAt = z.optional(z.null())
  return z.object(shape).check(
    z.refine((data) => data.id === identify(data), {
      path: ['id'],
      error: 'is not the one that this content has',
    }),
  )
}
