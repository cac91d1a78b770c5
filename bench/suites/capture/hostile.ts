const MB = 1_000_000
const SIZE = 5 * MB

/** As many pieces as make 5 MB. */
function filled(piece: string): string {
  return piece.repeat(Math.ceil(SIZE / piece.length))
}

const page = (head: string, body: string) =>
  `<!doctype html><html lang="en"><head><title>A hostile page</title><style>body{display:none}</style>${head}</head><body>${body}</body></html>`
const json = (text: string) => `<script type="application/ld+json">${text}</script>`

/** Pages of 5 MB, not drawn, that are made to keep a reader busy, by what is in them. */
export const HOSTILE: Readonly<Record<string, () => string>> = {
  one_text: () => page('', `<p>${filled('word ')}</p>`),
  small_elements: () => page('', filled('<b>a</b>')),
  small_blocks: () => page('', filled('<p>By Al</p>')),
  nesting: () => page('', filled(`${'<div>'.repeat(400)}${'</div>'.repeat(400)}`)),
  meta_tags: () => page(filled('<meta name="citation_author" content="Au, B">'), ''),
  long_tags: () =>
    page(
      `<meta name="citation_title" content="${'a <b '.repeat(MB)}"><meta name="author" content="">`,
      '',
    ),
  json_ld: () =>
    page(
      json(`[${'{"@type":"Article","headline":"A","author":{"name":"B"}},'.repeat(80_000)}{}]`),
      '',
    ),
  json_texts: () => page(json(`{"@type":"Article","headline":"${'\\"'.repeat(SIZE / 2)}`), ''),
  links: () => page('', filled('<li>Au, B. 2001 <a href="/doi/10.1/a">A title of a work</a></li>')),
  references: () => page('', filled('<li>Au, B. (2001). A title. Journal, 3, 1-9.</li>')),
  bylines: () => page('', filled('<span class="author">Au Bu</span>')),
  times: () => page('', filled('<time datetime="2001">1 May 2001 </time>')),
  headings: () => page('', filled('<h1>A heading of some words</h1>')),
  coins: () => page('', filled('<span class="Z3988" title="rft.atitle=A+title"></span>')),
  microdata: () =>
    page(
      '',
      filled('<div itemscope itemtype="http://schema.org/Book"><i itemprop="name">A</i></div>'),
    ),
  classes: () => page('', `<div class="${filled('related-')}"><p>By Au Bu</p></div>`),
  digits: () => page('', `<p>${filled('10.1234/')}</p><h1>${'1'.repeat(MB)}</h1>`),
  spaces: () => page('', `<h1>a${' '.repeat(SIZE)}b</h1>`),
  labels: () => page('', filled('<dt>Author</dt><dd>Au Bu</dd>')),
}
