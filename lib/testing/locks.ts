import { locks } from 'node:worker_threads'

/** Import it where a test runs in happy-dom, which has no Web Locks: Node's own are put in their place. */
Object.defineProperty(navigator, 'locks', { value: locks, configurable: true })
