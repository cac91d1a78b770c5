import { wordsFor } from './words.ts'

/** The words of this browser's person. */
export const words = wordsFor(globalThis.navigator?.languages ?? [])

/** The text of this name in the person's language, with its values filled in. */
export const t = words.t
