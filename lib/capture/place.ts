/** Proxies that libraries put before publishers, by a word in their own part of the host's name. */
const PROXY =
  /(?:^|[.-])(?:[\w-]*proxy[\w-]*|ezp[\w-]*|idm\.oclc|remotexs|openathens|webvpn)(?:[.-]|$)/
const TOP =
  'com|org|net|edu|gov|int|info|io|eu|biz|press|pub|science|academy|ai|ac\\.uk|co\\.uk|org\\.uk|gov\\.uk|com\\.au|co\\.jp|or\\.jp|ac\\.jp|[a-z]{2}'
const DASHED = /^(?:0-)?((?:[a-z\d]+-{1,2})+[a-z\d]+)\.(.+)$/
const DOTTED = new RegExp(`^(?:0-)?((?:[a-z\\d-]+\\.)+(?:${TOP}))\\.(.+)$`)
const HOST = new RegExp(`^(?:[a-z\\d-]+\\.)+(?:${TOP})$`)
const NESTED = 3

/**
 * Where a page is in truth: the address that an archive, a library's proxy, a translator or a mobile or
 * AMP edition stands before. An address that is none of these is given back as it is.
 */
export function originalPlace(url: URL): URL {
  let at = url
  for (let depth = 0; depth < NESTED; depth++) {
    const inner = wrapped(at) ?? unproxied(at) ?? edition(at)
    if (!inner || inner.href === at.href) break
    at = inner
  }
  return at
}

/** Hosts and paths that carry another address whole. */
const WRAPS: [RegExp, RegExp][] = [
  [/^web\.archive\.org$/, /^\/web\/\d{4,14}(?:[a-z]{2}_)?\/(.+)$/],
  [/^archive\.(?:today|ph|is|li|vn|md|fo)$/, /^\/(?:o\/\w+|\d{4,14})\/(.+)$/],
  [/^www\.google\.[a-z.]+$/, /^\/amp\/(s\/)?(.+)$/],
  [/\.cdn\.ampproject\.org$/, /^\/[a-z]\/(s\/)?(.+)$/],
  [/^via\.hypothes\.is$/, /^\/(.+)$/],
]
/** Parameters in which logins and redirectors keep where they lead. */
const LEADS = ['url', 'qurl', 'targetUrl', 'target']

function wrapped(url: URL): URL | undefined {
  for (const [host, path] of WRAPS) {
    const match = host.test(url.hostname) ? path.exec(url.pathname) : null
    if (match) return httpUrl(`${match.at(-1) ?? ''}${url.search}`)
  }
  const redirects = /^\/(?:login|redirector\b.*|connect)$/.test(url.pathname)
  if (!redirects || !(PROXY.test(url.hostname) || url.hostname === 'go.openathens.net'))
    return undefined
  const [lead] = LEADS.flatMap((name) => url.searchParams.get(name) ?? [])
  return lead === undefined ? undefined : httpUrl(lead)
}

function httpUrl(address: string): URL | undefined {
  const whole = /^https?:\/{1,2}/i.test(address) ? address : `https://${address}`
  const url = URL.parse(whole.replace(/^(https?:)\/(?!\/)/i, '$1//'))
  return url !== null && HOST.test(url.hostname) ? url : undefined
}

/** `www-nature-com.proxy.lib.edu` · `www.nature.com.proxy.lib.edu` · `0-www.nature.com.lib.edu` · `www-nature-com.translate.goog` */
function unproxied(url: URL): URL | undefined {
  const dashed = DASHED.exec(url.hostname)
  const dotted = DOTTED.exec(url.hostname)
  const numbered = url.hostname.startsWith('0-')
  for (const [match, decode] of [
    [dashed, undashed],
    [dotted, (host: string) => host],
  ] as const) {
    const [, inner = '', outer = ''] = match ?? []
    if (!(PROXY.test(outer) || numbered || outer === 'translate.goog')) continue
    const host = decode(inner)
    if (HOST.test(host)) return withHost(url, host)
  }
  return undefined
}

/** Proxies write a dash as two and a dot as one. */
function undashed(host: string): string {
  return host.replace(/--|-/g, (dash) => (dash === '-' ? '.' : '-'))
}

function withHost(url: URL, host: string): URL {
  const own = new URL(url.href)
  own.hostname = host
  own.port = ''
  own.protocol = 'https:'
  for (const name of [...own.searchParams.keys()]) {
    if (name.startsWith('_x_tr_')) own.searchParams.delete(name)
  }
  return own
}

/** `en.m.wikipedia.org` · `m.harbour.example` · `/lamps/amp/` · `/lamps.amp.html` · `?amp=1` */
function edition(url: URL): URL | undefined {
  const own = new URL(url.href)
  own.hostname = own.hostname.replace(/^(?:m|mobile)\.(?=[^.]+\.)|(?<=^[a-z-]+\.)m\.(?=wiki)/, '')
  own.pathname = own.pathname.replace(/(?<=.)\/amp\/?$/, '').replace(/\.amp(?=\.html?$)|\.amp$/, '')
  if (/(?:^\?|&)(?:amp|outputType=amp|amp=1|amp=true)(?=&|$)/.test(own.search)) {
    own.searchParams.delete('amp')
    own.searchParams.delete('outputType')
  }
  return own
}
