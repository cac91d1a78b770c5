import { headlineOf } from '../headline.ts'
import type { Page } from '../page.ts'
import type { Graph } from './graph.ts'
import { type Node, textOf, textsOf, typesOf } from './node.ts'
import { type Kind, kindOf } from './types.ts'

export interface Subject {
  node: Node
  kind: Kind
}

/** The work that the page is: the surest one that names the page's address or bears its title, or the only one of its kind. */
export function subjectOf(graph: Graph, page: Page): Subject | undefined {
  const works = graph.subjects.flatMap((node): Subject[] => {
    const kind = kindOf(typesOf(node), node)
    return kind && titleOf(node) !== undefined ? [{ node, kind }] : []
  })
  const surest = [...works].sort((a, b) => b.kind.sure - a.kind.sure)
  const here = surest.find(({ node }) =>
    addressesOf(node).some((address) => isHere(address, page.url)),
  )
  if (here) return here
  const rivals = surest.filter(({ kind }) => kind.sure === surest[0]?.kind.sure)
  const titles = new Set(rivals.map(({ node }) => titleOf(node)))
  if (titles.size <= 1) return rivals[0]
  const isHeadline = headlineOf(page)
  const borne = rivals.filter(({ node }) => isHeadline(titleOf(node) ?? ''))
  return new Set(borne.map(({ node }) => titleOf(node))).size === 1 ? borne[0] : undefined
}

export function titleOf(node: Node): string | undefined {
  return textOf(node.headline) ?? textOf(node.name) ?? textOf(node.title)
}

function addressesOf(node: Node): string[] {
  const { mainEntityOfPage } = node
  const ofPage =
    typeof mainEntityOfPage === 'object'
      ? (mainEntityOfPage as Node | null)?.['@id']
      : mainEntityOfPage // null is handled, an array has no @id
  return [node['@id'], node.url, ofPage].flatMap(textsOf)
}

function isHere(address: string, here: URL): boolean {
  const url = URL.parse(address, here.href)
  return (
    url !== null &&
    here.pathname !== '/' &&
    url.host === here.host &&
    trimmed(url) === trimmed(here)
  )
}

function trimmed(url: URL): string {
  return url.pathname.replace(/\/$/, '')
}
