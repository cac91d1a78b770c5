/** How a shape's text becomes a value, by Postgres type, where the client's own parser differs from the entities' types. */
export const shapeParser = {
  int8: (text: string): number => Number(text),
  timestamptz: isoInstant,
}

/** `0001-01-02 00:00:00.037+00` as ISO 8601: JavaScript reads no other form alike for every year. */
function isoInstant(text: string): string {
  const iso = text.replace(' ', 'T').replace(/[+-]\d\d$/, '$&:00')
  return new Date(iso).toISOString()
}
