import about from '../../package.json' with { type: 'json' }

/** The server's version, by which an extension knows what it can hold. */
export const VERSION = about.version
