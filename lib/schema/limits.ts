/** How much one value may hold. Bytes are UTF-8; what crosses the wire adds its own in `lib/wire/limits.ts`. */
export const valueLimits = {
  stringBytes: 64 * 1024,
  authors: 6_000,
  arrayItems: 1_000,
  jsonDepth: 32,
} as const
