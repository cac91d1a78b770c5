import { isbn13Of } from '../cite/isbn.ts'
import type { CslType } from '../schema/csl-type.ts'

/** Registrants whose DOIs are of one kind of work, by how their DOIs begin. */
const KINDS: [RegExp, CslType][] = [
  [
    /^10\.(?:48550\/arxiv|2139\/ssrn|21203\/rs\.|20944\/preprints|26434\/chemrxiv|36227\/techrxiv|22541\/au\.|7287\/peerj\.preprints|32942\/|31223\/|31224\/|31219\/osf|31222\/osf|31234\/osf|31235\/osf|35542\/osf|33774\/|14293\/[a-z0-9.-]*ppr|1101\/(?:\d{6}$|\d{4}\.\d\d\.\d\d\.\d+)|64898\/)/,
    'article',
  ],
  [
    /^10\.(?:5061\/dryad|7910\/dvn|1594\/pangaea|3886\/icpsr|17632\/|15468\/dl|24432\/|17182\/|18738\/)/,
    'dataset',
  ],
  [/^10\.3386\/w\d/, 'report'],
  [/^10\.17487\/rfc/, 'standard'],
]

/** The type of work that a DOI is of, where its registrant registers no other there, or where it spells a book's ISBN. */
export function typeOfDoi(doi: string): CslType | undefined {
  return KINDS.find(([pattern]) => pattern.test(doi))?.[1] ?? ofBook(doi)
}

/** `10.1007/978-3-319-24574-4` is a book; with a number behind the ISBN it is a chapter. */
function ofBook(doi: string): CslType | undefined {
  const [, isbn = '', rest = ''] = /\/[a-z:/]{0,16}(97[89](?:-?\d){10})(.*)$/.exec(doi) ?? []
  if (isbn13Of(isbn) === undefined) return undefined
  if (rest === '' || rest === '.001.0001') return 'book'
  return /^(?:[._-](?:ch|c)?\d{1,5}(?:-[\dx])?|\.\d{3}\.\d{4})$/.test(rest) ? 'chapter' : undefined
}
