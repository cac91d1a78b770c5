/** How a site, or the software that many run on, lays out a list: its rows and the title in each. */
export interface Layout {
  row: string
  title: string
  /** The link of the work where the title is none; looked for in the row and in the `dt` before it. */
  link?: string
  /** Where the names of the layout's classes are everybody's, the host that it is of. */
  host?: RegExp
}

/** The lists that people save from most. A class that only one software uses needs no host, so that proxies work too. */
export const LAYOUTS: readonly Layout[] = [
  // Google Scholar: results, a person's profile
  { row: '.gs_r.gs_or,.gs_r:not(.gs_or) .gs_ri', title: '.gs_rt' },
  { row: 'tr.gsc_a_tr', title: '.gsc_a_at' },
  // PubMed and PMC, now and before
  { row: 'article.full-docsum', title: 'a.docsum-title' },
  { row: '.rprt', title: '.title' },
  { row: 'article.citation', title: '.citation-title,.article-title', host: /europepmc/ },
  // arXiv: listings, results
  { row: 'dl#articles > dd,#dlpage > dl > dd', title: '.list-title', link: 'a[href*="/abs/"]' },
  { row: 'li.arxiv-result', title: 'p.title', link: '.list-title a[href*="/abs/"]' },
  // Semantic Scholar
  { row: '.cl-paper-row', title: '.cl-paper-title,[data-test-id="title-link"],a' },
  // ACM, Wiley, SAGE, Taylor & Francis, ACS, Science and others on Atypon
  {
    row: 'li.search__item,li.search-item,.search-result__body article',
    title: '.issue-item__title,.hlFld-Title,.art_title,h2 a,h3 a',
  },
  { row: '.issue-item', title: '.issue-item__title,.issue-item_title,h2 a,h3 a,h4 a,h5 a' },
  { row: '.articleEntry,.tocArticleEntry', title: '.art_title,.hlFld-Title' },
  // IEEE Xplore
  { row: '.List-results-items,xpl-issue-results-items,xpl-results-item', title: 'h2 a,h3 a,h2,h3' },
  // ScienceDirect: results, issues
  { row: 'li.ResultItem', title: 'h2 a,h3 a' },
  { row: 'li.js-article-list-item', title: '.article-content-title,h3 a' },
  // Springer, Nature, BMC
  { row: 'li.app-card-open,li[data-test="search-result-item"]', title: 'h3 a,h2 a' },
  {
    row: 'article.c-card,.c-card-open',
    title: '.c-card__title a,.c-card__link,.c-card-open__link',
  },
  { row: 'article.c-listing__content,.c-listing__item', title: '.c-listing__title a' },
  { row: '#results-list > li,.content-item-list > li', title: 'a.title,h2 a,h3 a' },
  // JSTOR
  { row: '.toc-item', title: '[data-qa~="title"],.title' },
  {
    row: '.result-list__item,li.result,.result-item',
    title: '.title,[data-qa*="title"]',
    host: /jstor/,
  },
  // Oxford, Cambridge, bioRxiv, PLOS, MDPI, Frontiers, eLife
  {
    row: '.al-article-items,.sri-title,.al-article-item-wrap',
    title: '.item-title a,.at-articleLink,a',
  },
  {
    row: 'ul.details,.product-listing-with-inputs-content',
    title: '.part-link,h3 a',
    host: /cambridge/,
  },
  {
    row: '.highwire-article-citation,.highwire-cite',
    title: '.highwire-cite-linked-title,.highwire-cite-title',
  },
  { row: '.article-item .article-content,.generic-item.article-item', title: 'a.title-link' },
  {
    row: '#searchResultsList > li,.search-results-list > li',
    title: '.search-results-title a,h2 a',
  },
  { row: '.teaser', title: '.teaser__header_text a', host: /elifesciences/ },
  // DBLP, ACL Anthology, OpenReview, NeurIPS, PMLR, USENIX
  { row: 'li.entry', title: 'cite .title,.title', link: '.publ .head a,nav.publ a[href]' },
  { row: 'p.d-sm-flex', title: 'strong a', link: 'strong a' },
  {
    row: 'ul.paper-list > li,.container-fluid li.conference,div.paper',
    title: '.title,a[title="paper title"],a',
  },
  {
    row: 'li.note,.note.undefined,.note',
    title: '.note-content-title a,h4 a,.title_pdf_row a',
    host: /openreview/,
  },
  // OJS, now and before; EPrints, DSpace, bepress
  { row: '.obj_article_summary', title: '.title a,.title' },
  {
    row: 'table.tocArticle,div.tocArticle',
    title: '.tocTitle,.tocArticleTitleAuthors a',
    link: '.tocTitle a,.tocGalleys a',
  },
  { row: '.artifact-description,.ds-artifact-item', title: '.artifact-title a,h4 a,a' },
  { row: '.ep_search_result,tr.ep_search_result', title: 'a em,a' },
  {
    row: '.article-listing,div.doc',
    title: 'p > a,.title a',
    host: /digitalcommons|bepress|scholar/,
  },
  // Library catalogues and repositories
  { row: '.docList-item,.search-result-item,.hit-item', title: 'h2 a,h3 a,h4 a,.title a' },
  {
    row: 'li.document-row,.blacklight-document,article.document',
    title: '.index_title a,.document-title-heading a,h3 a',
  },
  // Goodreads: shelves, lists and results; LibraryThing, StoryGraph
  { row: 'tr.bookalike', title: 'td.title a' },
  { row: 'tr[itemtype$="schema.org/Book"]', title: 'a.bookTitle,[itemprop="name"]' },
  // Amazon
  { row: '[data-component-type="s-search-result"]', title: 'h2', link: 'h2 a,a[href*="/dp/"]' },
]
