import { originalPlace } from './place.ts'

/** Longer addresses are data, not places. In characters. */
const LONGEST = 8192

/** Parameters that follow people around and say nothing of the page. */
const TRACKING =
  /^(?:utm_.*|gclid|dclid|gbraid|wbraid|gad_.*|fbclid|msclkid|twclid|ttclid|yclid|li_fat_id|mc_cid|mc_eid|_hsenc|_hsmi|hsctatracking|mkt_tok|igshid|igsh|vero_.*|oly_.*|_ga|_gl|ref|ref_src|ref_url|referrer|cmpid|cmp|ncid|smid|spm|scm|srsltid|trk.*|s_kwcid|ck_subscriber_id|wt_mc|pk_.*|mtm_.*|at_.*|xtor|via|dgcid|_rdoc|_fmt|_origin|casa_token|af|needaccess|cookieset|journalcode|acceptTC|rss|feature|si|seq|gclsrc|mibextid|mbid|cndid|smtyp|sr_share|guccounter|guce_referrer.*|soc_src|soc_trk|fb_source|fb_action_ids|hss_channel|_openstat|epik|wickedid|twsrc|__cf_chl_.*|sfnsn)$/i

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
    .join('&')
  // Nature sends people on from its cookie check with both of these.
  return /^error=cookies_not_supported&code=[\w-]+$/.test(kept) ? '' : kept
}

/**
 * The lasting address that a page may claim: resolved, clean, and its own. One on another site is
 * refused, but for a DOI's; so is a front page for a page deep in the site.
 */
export function lastingAddress(claimed: string, here: URL): string | undefined {
  const resolved = URL.parse(claimed.trim(), here.href)
  const address = resolved === null ? undefined : cleanAddress(originalPlace(resolved).href)
  if (address === undefined) return undefined
  const url = new URL(address)
  if (/^(?:dx\.)?doi\.org$/.test(url.hostname)) return address
  if (siteOf(url.hostname) !== siteOf(here.hostname)) return undefined
  return isFrontOf(url, here) || losesId(url, here) ? undefined : address
}

function isFrontOf(url: URL, here: URL): boolean {
  return url.pathname === '/' && url.search === '' && here.pathname !== '/'
}

const ID = /[?&](?:\w*id|p|v|doi|arnumber|article|story|item|record|page|node|nr|news|view)=[^&]/i

/** Some systems claim the same lasting address for every page that a parameter tells apart. */
function losesId(url: URL, here: URL): boolean {
  return url.pathname === here.pathname && url.search === '' && ID.test(here.search)
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
