import { namesIn } from '../../cite/name-list.ts'
import { type Name, nameOf } from '../../cite/names.ts'
import { orcidOf } from '../../cite/orcid.ts'
import type { Author } from '../../schema/author.ts'
import { MOST_PEOPLE, withoutRepeats } from '../credit.ts'
import { plain } from '../plain.ts'
import { type Graph, resolved } from './graph.ts'
import { isNode, listOf, type Node, textOf, textsOf, typesOf } from './node.ts'

/** The people and bodies that a value names: nodes, references, texts, or one text with several names. */
export function peopleOf(graph: Graph, value: unknown, role: Author['role']): Author[] {
  const items = listOf(value).slice(0, MOST_PEOPLE)
  const people = items.flatMap((item) => {
    const node = resolved(graph, item)
    if (typeof node === 'string') return /^https?:/.test(node) ? [] : namesIn(plain(node))
    return isNode(node) ? named(node) : []
  })
  return withoutRepeats(people.map((person) => ({ ...person, role })))
}

function named(node: Node): (Name & { orcid?: string })[] {
  const orcid = [node['@id'], node.sameAs, node.identifier, node.url]
    .flatMap(textsOf)
    .flatMap((text) => orcidOf(text) ?? [])[0]
  const names = namesOfNode(node)
  return orcid !== undefined && names.length === 1
    ? names.map((name) => ({ ...name, orcid }))
    : names
}

function namesOfNode(node: Node): Name[] {
  const [name, family, given] = [node.name, node.familyName, node.givenName].map((part) =>
    plain(textOf(part) ?? ''),
  )
  if (family && given) return [nameOf(`${family}, ${given}`) ?? { family, given }]
  if (!name || /^https?:/.test(name)) return []
  const body = typesOf(node).some((type) => /Organi[sz]ation|Corporation/.test(type))
  return body ? [{ literal: name }] : namesIn(name)
}
