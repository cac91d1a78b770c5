import type { CslType } from '../../schema/csl-type.ts'
import type { Finding, SaidField, Sureness } from '../finding.ts'
import type { Tag } from '../page.ts'

/** The fields that one tag can fill by itself. */
type TagField = Exclude<SaidField, 'authors' | 'editors' | 'topics' | 'issn' | 'type'>

/** What a tag's name means: a field of the work, how sure that is, and the type it gives away. */
export interface Meaning {
  field?: TagField
  sure: Sureness
  type?: CslType
}

/** What the tags say that a table knows, by the tag's name without its prefix. */
export function readTags(tags: readonly Tag[], meanings: ReadonlyMap<string, Meaning>): Finding[] {
  return tags.flatMap(({ name, content }) => {
    const meaning = meanings.get(name)
    if (!meaning) return []
    const found: Finding[] = []
    if (meaning.field) found.push({ field: meaning.field, value: content, sure: meaning.sure })
    if (meaning.type) found.push({ field: 'type', value: meaning.type, sure: meaning.sure })
    return found
  })
}

/** The tags under a prefix, with their names freed of it. */
export function under(tags: readonly Tag[], prefix: RegExp): Tag[] {
  return tags.flatMap(({ name, content }) =>
    prefix.test(name) ? { name: name.replace(prefix, ''), content } : [],
  )
}

/** Keywords as pages list them: one a tag, or several split by `;`, else by commas. */
export function keywordsOf(contents: readonly string[]): string[] {
  return contents.flatMap((content) => content.split(content.includes(';') ? ';' : /[,、]/))
}
