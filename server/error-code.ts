/** The code that Node or Postgres put on an error, `ECONNREFUSED` or `23505`; empty without one. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
