/** Publishers whose addresses hold all of a DOI but its prefix: host, what the path and the query look like, the DOI. */
const SITES: [RegExp, RegExp, string][] = [
  [/^www\.nature\.com$/, /^\/articles\/([\w.-]+?)(?:\.pdf)?(?:\/|\?|$)/, '10.1038/$1'],
  [/^elifesciences\.org$/, /^\/articles\/(\d{5,6})(?:v\d+)?(?:\/|\?|$)/, '10.7554/elife.$1'],
  [/^peerj\.com$/, /^\/articles\/(\d+)(?:\/|\?|$)/, '10.7717/peerj.$1'],
  [/^peerj\.com$/, /^\/articles\/(cs|pchem)-(\d+)(?:\/|\?|$)/, '10.7717/peerj-$1.$2'],
  [/^pubs\.rsc\.org$/, /^\/en\/content\/article\w*\/\d{4}\/\w+\/(\w+)(?:\?|$)/, '10.1039/$1'],
  [
    /^(?:www\.)?(?:biorxiv|medrxiv)\.org$/,
    /^\/content\/(?:bio|med)rxiv\/early\/\d+\/\d+\/\d+\/([\d.]+\d)(?:\.|\/|\?|$)/,
    '10.1101/$1',
  ],
  [
    /^papers\.ssrn\.com$/,
    /^\/sol3\/papers\.cfm\?(?:.*&)?abstract_id=(\d+)(?:&|$)/i,
    '10.2139/ssrn.$1',
  ],
  [/^www\.nber\.org$/, /^\/papers\/(w\d+)(?:\/|\?|$)/, '10.3386/$1'],
]

/** The DOI that a publisher gives to what stands at an address, in lower case, where it does so without exception. */
export function doiOfSite(url: URL): string | undefined {
  const place = url.pathname + url.search
  for (const [host, pattern, doi] of SITES) {
    const found = host.test(url.hostname) ? pattern.exec(place) : null
    if (found)
      return doi.replace(/\$(\d)/g, (_, at: string) => found[Number(at)] ?? '').toLowerCase()
  }
  return undefined
}
