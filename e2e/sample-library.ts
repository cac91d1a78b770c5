export interface SamplePaper {
  title: string
  authors: string[]
  date: string
  journal: string
  doi: string
}

/** Papers that many people know; enough of each for a page of ours to show it as its journal would. */
export const LIBRARY: readonly SamplePaper[] = [
  paper(
    'Time, Clocks, and the Ordering of Events in a Distributed System',
    ['Lamport, Leslie'],
    '1978/07',
    'Communications of the ACM',
    '10.1145/359545.359563',
  ),
  paper(
    'A Relational Model of Data for Large Shared Data Banks',
    ['Codd, E. F.'],
    '1970/06',
    'Communications of the ACM',
    '10.1145/362384.362685',
  ),
  paper(
    'New Directions in Cryptography',
    ['Diffie, Whitfield', 'Hellman, Martin E.'],
    '1976/11',
    'IEEE Transactions on Information Theory',
    '10.1109/TIT.1976.1055638',
  ),
  paper(
    'The Strength of Weak Ties',
    ['Granovetter, Mark S.'],
    '1973/05',
    'American Journal of Sociology',
    '10.1086/225469',
  ),
  paper(
    'Collective Dynamics of ‘Small-World’ Networks',
    ['Watts, Duncan J.', 'Strogatz, Steven H.'],
    '1998/06/04',
    'Nature',
    '10.1038/30918',
  ),
  paper(
    'Learning Representations by Back-Propagating Errors',
    ['Rumelhart, David E.', 'Hinton, Geoffrey E.', 'Williams, Ronald J.'],
    '1986/10/09',
    'Nature',
    '10.1038/323533a0',
  ),
  paper(
    'The Chemical Basis of Morphogenesis',
    ['Turing, A. M.'],
    '1952/08/14',
    'Philosophical Transactions of the Royal Society B',
    '10.1098/rstb.1952.0012',
  ),
  paper(
    'Prospect Theory: An Analysis of Decision under Risk',
    ['Kahneman, Daniel', 'Tversky, Amos'],
    '1979/03',
    'Econometrica',
    '10.2307/1914185',
  ),
  paper(
    'Deterministic Nonperiodic Flow',
    ['Lorenz, Edward N.'],
    '1963/03',
    'Journal of the Atmospheric Sciences',
    '10.1175/1520-0469(1963)020<0130:DNF>2.0.CO;2',
  ),
  paper(
    'A Mathematical Theory of Communication',
    ['Shannon, C. E.'],
    '1948/07',
    'Bell System Technical Journal',
    '10.1002/j.1538-7305.1948.tb01338.x',
  ),
]

/** A page that shows a paper as journals do: everything a library needs stands in its head. */
export function paperPage({ title, authors, date, journal, doi }: SamplePaper): string {
  const meta = (name: string, content: string) =>
    `<meta name="citation_${name}" content="${escaped(content)}">`
  return [
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title>`,
    meta('title', title),
    ...authors.map((author) => meta('author', author)),
    meta('publication_date', date),
    meta('journal_title', journal),
    meta('doi', doi),
    `<h1>${escaped(title)}</h1><p>${escaped(authors.join(', '))}</p>`,
  ].join('\n')
}

function paper(
  title: string,
  authors: string[],
  date: string,
  journal: string,
  doi: string,
): SamplePaper {
  return { title, authors, date, journal, doi }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
