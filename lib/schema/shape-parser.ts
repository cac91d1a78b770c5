/** How a shape's text becomes a value, by Postgres type, where the client's own parser differs from the entities' types. */
export const shapeParser = {
  int8: (text: string): number => Number(text),
  timestamptz: (text: string): string => new Date(text).toISOString(),
}
