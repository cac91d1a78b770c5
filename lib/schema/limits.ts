/** How much one value may hold. Bytes are UTF-8; what crosses the wire adds its own in `lib/wire/limits.ts`. */
export const valueLimits = {
  stringBytes: 64 * 1024,
  authors: 6_000,
  arrayItems: 1_000,
  /** In any one JSON object. */
  objectKeys: 200,
  /** Parts of one column that bear a stamp: elements or keys that were ever written, gone ones too. */
  stampedParts: 2_000,
  /** How long the names of those parts may be together, in UTF-16 units. */
  stampedText: 1024 * 1024,
  jsonDepth: 32,
} as const
