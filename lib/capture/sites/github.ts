import type { Finding } from '../finding.ts'
import type { Page } from '../page.ts'

const NOT_OWNERS =
  /^(?:about|apps|collections|contact|customer-stories|enterprise|events|explore|features|login|marketplace|notifications|orgs|pricing|readme|search|security|settings|site|sponsors|stars|topics|trending)$/

/** Reads a repository from its address; an issue or a discussion of it is a post. */
export function readGithub({ url }: Page): Finding[] {
  const [owner, name, part] = url.pathname.split('/').filter((step) => step !== '')
  if (!owner || !name || NOT_OWNERS.test(owner)) return []
  if (/^(?:issues|pull|discussions)$/.test(part ?? ''))
    return [{ field: 'type', value: 'post', sure: 80 }]
  const found: Finding[] = [
    { field: 'type', value: 'software', sure: 80 },
    { field: 'siteName', value: 'GitHub', sure: 80 },
    { field: 'authors', value: [{ literal: owner, role: 'author' }], sure: 72 },
  ]
  return part === undefined
    ? [...found, { field: 'title', value: `${owner}/${name}`, sure: 72 }]
    : found
}
