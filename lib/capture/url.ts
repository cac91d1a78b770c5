/** Longer addresses are data, not places. In characters. */
const LONGEST = 8192

/** Parameters that follow people around and say nothing of the page. */
const TRACKING =
  /^(?:utm_.*|gclid|dclid|gbraid|wbraid|gad_.*|fbclid|msclkid|twclid|ttclid|yclid|li_fat_id|mc_cid|mc_eid|_hsenc|_hsmi|hsctatracking|mkt_tok|igshid|igsh|vero_.*|oly_.*|_ga|_gl|ref|ref_src|ref_url|referrer|cmpid|cmp|ncid|smid|spm|scm|srsltid|trk.*|s_kwcid|ck_subscriber_id|wt_mc|pk_.*|mtm_.*|at_.*|xtor|via|dgcid|_rdoc|_fmt|_origin|casa_token|af|needaccess|cookieset|journalcode|acceptTC|rss|feature|si)$/i

/** An address without its fragment and without what tracks: http or https, else undefined. */
export function cleanAddress(address: string, base?: string): string | undefined {
  const url = address.length > LONGEST ? null : URL.parse(address.trim(), base)
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined
  url.username = ''
  url.password = ''
  if (!/^#!?\//.test(url.hash)) url.hash = '' // `#/…` and `#!/…` are routes of an app
  url.search = withoutTracking(url.search)
  return url.href
}

/** Cuts parameters out as text, so that the ones that stay keep their writing. */
function withoutTracking(search: string): string {
  const kept = search
    .slice(1)
    .split('&')
    .filter((pair) => !TRACKING.test(pair.split('=', 1)[0] ?? ''))
  return kept.join('&')
}

/**
 * The lasting address that a page may claim: resolved, clean, and its own. One on another site is
 * refused, but for a DOI's; so is a front page for a page deep in the site.
 */
export function lastingAddress(claimed: string, here: URL): string | undefined {
  const address = cleanAddress(claimed, here.href)
  if (address === undefined) return undefined
  const url = new URL(address)
  if (/^(?:dx\.)?doi\.org$/.test(url.hostname)) return address
  if (siteOf(url.hostname) !== siteOf(here.hostname)) return undefined
  return url.pathname === '/' && url.search === '' && here.pathname !== '/' ? undefined : address
}

/** A host's registrable domain, nearly: the last two labels, or three under `co.uk` and its like. */
function siteOf(host: string): string {
  const labels = host.split('.')
  if (/^[\d.]+$/.test(host)) return host
  const shared = /^(?:com?|ac|edu|gov|org|net|or|ne|go|gob|nom|uni)$/.test(labels.at(-2) ?? '')
  const country = (labels.at(-1) ?? '').length === 2
  return labels.slice(shared && country ? -3 : -2).join('.')
}

/** An address as a title of last resort: its host and path, readable. */
export function readableAddress(url: URL): string {
  const path = url.pathname.replace(/\/+$/, '')
  return `${url.hostname.replace(/^www\./, '')}${decodedPath(path)}`.slice(0, 300)
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path // not UTF-8: as it is written
  }
}

/** An address as it is, resolved; undefined where it is not http or https. */
export function httpAddress(address: string, base: string): string | undefined {
  const url = address.length > LONGEST ? null : URL.parse(address.trim(), base)
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : undefined
}
