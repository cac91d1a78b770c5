import type { ShapeResult } from '../electric/use-shape.ts'
import {
  type Annotation,
  type AnnotationInsert,
  type AnnotationPatch,
  annotation,
} from '../schema/annotation.ts'
import type { PdfTarget, WebTarget } from '../schema/annotation-target.ts'
import { library } from './library.ts'
import { equalTo, readSome } from './read-some.ts'
import { useRead, useRow, useRows } from './use-rows.ts'
import { deleteRow, insertRow, patchRow, restoreRow } from './write.ts'

/** What a person says of a place; where it is comes beside it. */
type Said = Omit<AnnotationInsert, 'target'>

export const useAnnotations = (): ShapeResult<Annotation[]> => useRows(annotation)

export const useAnnotation = (id: string): ShapeResult<Annotation | undefined> =>
  useRow(annotation, id)

/** The annotations of one work, or with null those that belong to none. */
export const useAnnotationsOfWork = (workId: string | null): ShapeResult<Annotation[]> =>
  useRows(annotation, (one) => one.workId === workId, [workId])

/** The annotations of a web page, in the order of its text as far as it is known. */
export const useAnnotationsOfPage = (canonicalUrl: string): ShapeResult<Annotation[]> =>
  useAnnotationsAt('target.canonicalUrl', canonicalUrl)

/** The annotations of a PDF file, page by page. */
export const useAnnotationsOfFile = (sha256: string): ShapeResult<Annotation[]> =>
  useAnnotationsAt('target.sha256', sha256)

/** Marks a place in a PDF. Marking it again, on any device, is the same annotation. */
export const createPdfAnnotation = (
  { sha256, page, shape, rects }: Omit<PdfTarget, 'type'>,
  said: Said = {},
): Promise<Annotation> =>
  insertRow(annotation, { ...said, target: { type: 'pdf', sha256, page, shape, rects } })

/** Marks words of a web page. Marking them again, on any device, is the same annotation. */
export const createWebAnnotation = (
  place: Omit<WebTarget, 'type'>,
  said: Said = {},
): Promise<Annotation> =>
  insertRow(annotation, {
    quote: place.quote.exact,
    ...said,
    target: { ...place, type: 'web' },
  })

/** Changes what is said of a place; the place itself never moves. Throws InvalidChangeError. */
export const updateAnnotation = (id: string, patch: AnnotationPatch): Promise<void> =>
  patchRow(annotation, id, patch)

export const deleteAnnotation = (id: string): Promise<void> => deleteRow(annotation, id)

export const restoreAnnotation = (id: string): Promise<void> => restoreRow(annotation, id)

function useAnnotationsAt(
  index: 'target.canonicalUrl' | 'target.sha256',
  value: string,
): ShapeResult<Annotation[]> {
  const keep = ({ target }: Annotation) =>
    (target.type === 'pdf' ? target.sha256 : target.canonicalUrl) === value
  const read = async () =>
    (await readSome(library(), annotation, equalTo(index, value), keep)).sort(inReadingOrder)
  return useRead(annotation, read, [], [index, value])
}

function inReadingOrder(a: Annotation, b: Annotation): number {
  return placeOf(a) - placeOf(b) || (a.id < b.id ? -1 : 1)
}

/** A number that grows along a document: pages and the height on them, or the offset in the text. */
function placeOf({ target }: Annotation): number {
  if (target.type === 'web') return target.position?.start ?? Number.MAX_SAFE_INTEGER
  return target.page + Math.min(...target.rects.map(({ y }) => y))
}
