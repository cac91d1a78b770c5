/** Identifiers since April 2007: year and month, a point, 4 digits, from 2015 on 5 (info.arxiv.org/help/arxiv_identifier.html). */
const NEW = /^\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}$/
/** Identifiers until March 2007: archive, perhaps a subject class, year, month and number. */
const OLD = /^([a-z-]+)(?:\.[a-z]{2})?\/(\d{2}(?:0[1-9]|1[0-2])\d{3})$/
const ARCHIVES = new Set(
  'astro-ph cond-mat gr-qc hep-ex hep-lat hep-ph hep-th math-ph nlin nucl-ex nucl-th physics quant-ph math cs q-bio q-alg alg-geom dg-ga funct-an chao-dyn solv-int patt-sol adap-org comp-gas cmp-lg acc-phys ao-sci atom-ph bayes-an chem-ph mtrl-th plasm-ph supr-con'.split(
    ' ',
  ),
)

const DOI = /(?:^|[/:\s])10\.48550\/arxiv\.(\S+)$/
const PATH = /^\/(?:abs|pdf|html|ps|format|src|e-print|papers|paper|tb)\/(.+?)(?:\.pdf)?\/?$/
const HOST = /(?:^|[.-])(?:arxiv[.-]org|alphaxiv[.-]org|huggingface[.-]co)(?:$|\.)|^ar5iv\./

/** The arXiv identifier that a text is (bare, labelled, a link or arXiv's own DOI), without its version. */
export function arxivIdOf(text: string): string | undefined {
  const plain = text.trim()
  if (plain.length > 200) return undefined
  const small = plain.toLowerCase()
  const bare = small.replace(/^arxiv\s*:?\s*/, '').replace(/\s*\[[\w.-]+\]$/, '')
  return canonical(bare) ?? canonical(DOI.exec(small)?.[1] ?? '') ?? arxivIdOfUrl(plain)
}

/** The arXiv identifier of an address on arXiv or on a reader of it. */
export function arxivIdOfUrl(address: string): string | undefined {
  const url = URL.parse(address)
  if (url === null || !HOST.test(url.hostname)) return undefined
  return canonical(PATH.exec(url.pathname.toLowerCase())?.[1] ?? '')
}

/** The DOI that arXiv registers for an identifier: the same work, not another. */
export function doiOfArxiv(id: string): string {
  return `10.48550/arxiv.${id.toLowerCase()}`
}

/** Without its version, and without the subject class, which arXiv itself treats as decoration. */
function canonical(small: string): string | undefined {
  const id = small.replace(/v\d{1,3}$/, '')
  if (NEW.test(id)) return id
  const [, archive = '', number] = OLD.exec(id) ?? []
  return ARCHIVES.has(archive) ? `${archive}/${number}` : undefined
}
