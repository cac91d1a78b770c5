import helmet from 'helmet'

/**
 * An API is no page: nothing of it is ever run or framed. Other origins may read it, and whether
 * there is TLS is known by the proxy in front alone.
 */
export const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
  crossOriginResourcePolicy: { policy: 'cross-origin' },
  crossOriginOpenerPolicy: false,
  strictTransportSecurity: false,
})
