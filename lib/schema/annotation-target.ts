import * as z from 'zod/mini'
import { derivedId } from './derived-id.ts'
import { valueLimits } from './limits.ts'
import { rect, rectsText } from './rect.ts'
import * as value from './value.ts'

const offset = z.int().check(z.gte(0))

/** A place in a PDF: the file by its bytes, a page from 1, and what is marked on it. */
export const pdfTarget = z.object({
  type: z.literal('pdf'),
  sha256: value.sha256,
  page: z.int().check(z.gte(1), z.lte(1_000_000)),
  shape: z.enum(['highlight', 'rectangle']),
  rects: z.array(rect).check(z.minLength(1), z.maxLength(valueLimits.arrayItems)),
})

/**
 * A place in a web page, by the selectors of the W3C Web Annotation model: the quote with what
 * stands before and after it finds it again where the page has changed, the position is quick
 * where it has not.
 */
export const webTarget = z.object({
  type: z.literal('web'),
  url: value.httpUrl,
  canonicalUrl: value.httpUrl,
  quote: z.object({ exact: value.filledText, prefix: value.plainText, suffix: value.plainText }),
  position: z.optional(z.object({ start: offset, end: offset })),
})

export const annotationTarget = z.discriminatedUnion('type', [pdfTarget, webTarget])

export type PdfTarget = z.infer<typeof pdfTarget>
export type WebTarget = z.infer<typeof webTarget>
export type AnnotationTarget = z.infer<typeof annotationTarget>

/** The id of an annotation: the same place marked again, on any device, is the same one. */
export function annotationId(target: AnnotationTarget): string {
  return target.type === 'pdf'
    ? pdfAnnotationId({ ...target, type: target.shape })
    : webAnnotationId({ ...target.quote, canonicalUrl: target.canonicalUrl })
}

export interface PdfPlace extends Pick<PdfTarget, 'sha256' | 'page' | 'rects'> {
  type: PdfTarget['shape']
}

/** The id of an annotation of a PDF; the rectangles' order says nothing. */
export function pdfAnnotationId({ sha256, page, type, rects }: PdfPlace): string {
  return derivedId(sha256, String(page), type, rectsText(rects))
}

export type WebPlace = Pick<WebTarget, 'canonicalUrl'> & WebTarget['quote']

/** How much of the text around a quote tells it from the same words elsewhere, in characters. */
const CONTEXT = 32

/** The id of an annotation of a web page; positions and white space say nothing. */
export function webAnnotationId({ canonicalUrl, exact, prefix, suffix }: WebPlace): string {
  const before = [...folded(prefix)].slice(-CONTEXT).join('').trim()
  const after = [...folded(suffix)].slice(0, CONTEXT).join('').trim()
  return derivedId(canonicalUrl, folded(exact), before, after)
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
