import type * as z from 'zod'
import { snakeCase } from '../../lib/kit/case.ts'

/** What is wrong with a payload, and what to do: names the column, never its value. */
export function sentenceOf(error: z.core.$ZodError): string {
  const [issue] = error.issues
  const [name] = issue?.path ?? []
  const column = typeof name === 'string' ? `The field "${snakeCase(name)}"` : 'The payload'
  return `${column} ${wrong(issue?.message)}. Correct it and save it again.`
}

/** A schema's own messages go on from the field's name; zod's are sentences of their own. */
function wrong(message = ''): string {
  return /^(is|must|holds) /.test(message) ? message : `is not valid (${message})`
}
