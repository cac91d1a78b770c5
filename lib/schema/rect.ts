import * as z from 'zod/mini'

/** A share of a page's width or height, from its top left corner. */
const share = z.number().check(z.gte(0), z.lte(1))

/** A rectangle on a page; 0 to 1, so that it holds at every zoom. */
export const rect = z.object({ x: share, y: share, width: share, height: share })

export type Rect = z.infer<typeof rect>

const DECIMALS = 4

/** Rectangles as one text, in which neither their order nor what no eye sees makes a difference. */
export function rectsText(rects: readonly Rect[]): string {
  const texts = rects.map(({ x, y, width, height }) =>
    [x, y, width, height].map((number) => number.toFixed(DECIMALS)).join(','),
  )
  return texts.sort().join(';')
}
