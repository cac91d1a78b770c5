import { headlineOf } from '../headline.ts'
import type { Page } from '../page.ts'
import type { Graph } from './graph.ts'
import { type Node, textOf, textsOf, typesOf } from './node.ts'
import { type Kind, kindOf } from './types.ts'

export interface Subject {
  node: Node
  kind: Kind
}

/**
 * The work that the page is: one that names the page's address, else one that bears its title, else
 * the only one of the surest kind. In what people see (`shown`) other works stand too, so there the
 * last is no reason.
 */
export function subjectOf(graph: Graph, page: Page, shown: boolean): Subject | undefined {
  const works = graph.subjects.flatMap((node): Subject[] => {
    const kind = kindOf(typesOf(node), node)
    return kind && titleOf(node) !== undefined ? [{ node, kind }] : []
  })
  const surest = works.sort((a, b) => b.kind.sure - a.kind.sure)
  const here = surest.find(({ node }) =>
    addressesOf(node).some((address) => isHere(address, page.url)),
  )
  if (here || surest.length === 0 || (surest.length === 1 && !shown)) return here ?? surest[0]
  const isHeadline = headlineOf(page)
  const borne = surest.filter(({ node }) => isHeadline(titleOf(node) ?? ''))
  return borne.length > 0 || shown ? onlyOf(borne) : onlyOf(surest)
}

/** The first of the surest kind, where all of that kind are one work. */
function onlyOf(works: readonly Subject[]): Subject | undefined {
  const rivals = works.filter(({ kind }) => kind.sure === works[0]?.kind.sure)
  return new Set(rivals.map(({ node }) => titleOf(node))).size === 1 ? rivals[0] : undefined
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
