/** A server's address as it is kept: a scheme and a host, no path. */
export type Address = { ok: true; server: string } | { ok: false; reason: 'malformed' | 'insecure' }

/** Reads what a person typed. Plain http is only for this machine and private networks. */
export function readAddress(typed: string): Address {
  const text = typed.trim()
  const url = URL.parse(/^[a-z][a-z+.-]*:\/\//i.test(text) ? text : `${scheme(text)}://${text}`)
  if (!url || !['http:', 'https:'].includes(url.protocol)) return { ok: false, reason: 'malformed' }
  if (url.protocol === 'http:' && !isPrivate(url.hostname)) return { ok: false, reason: 'insecure' }
  return { ok: true, server: url.origin }
}

function scheme(text: string): string {
  const host = URL.parse(`http://${text}`)?.hostname ?? ''
  return isPrivate(host) ? 'http' : 'https'
}

/** Loopback, RFC 1918, link-local and unique local addresses, and names that mean this network. */
function isPrivate(host: string): boolean {
  return (
    host === 'localhost' ||
    /\.(localhost|local|lan|internal|home\.arpa)$/.test(host) ||
    /^(127|10)\.|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\./.test(host) ||
    /^\[(::1|f[cd][0-9a-f]{2}:.*|fe80:.*)\]$/.test(host)
  )
}
