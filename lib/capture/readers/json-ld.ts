import type { Finding } from '../finding.ts'
import { graphOn } from '../json-ld/on-page.ts'
import { readWork } from '../json-ld/work.ts'
import type { Page } from '../page.ts'

/** Reads the page's own work from its JSON-LD in schema.org's words. */
export function readJsonLd(page: Page): Finding[] {
  return readWork(graphOn(page), page)
}
