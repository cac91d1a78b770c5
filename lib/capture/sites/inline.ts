import { isNode, type Node } from '../json-ld/node.ts'
import { parseLoosely } from '../json-ld/parse.ts'
import type { Page } from '../page.ts'

const MAX_SCRIPTS = 200
const MAX_CHARS = 1_000_000

/** The object that a script of the page gives to a name (`name = {…}`), or undefined. */
export function inlineObject(page: Page, name: string): Node | undefined {
  for (const script of page.all('script:not([src])', MAX_SCRIPTS)) {
    const text = script.textContent
    if (text.length > MAX_CHARS) continue
    const at = text.indexOf(`${name}`)
    const start = at < 0 ? -1 : text.indexOf('{', at)
    if (start < 0 || !/^\s*=\s*$/.test(text.slice(at + name.length, start))) continue
    const value = parseLoosely(objectAt(text, start))
    if (isNode(value)) return value
  }
  return undefined
}

/** The text from an opening brace to the one that closes it; braces in texts don't count. */
function objectAt(text: string, start: number): string {
  let depth = 0
  for (const { 0: token, index } of text.slice(start).matchAll(/"(?:[^"\\]|\\[\s\S])*"|[{}]/g)) {
    if (token === '{') depth++
    if (token === '}') depth--
    if (depth === 0) return text.slice(start, start + index + 1)
  }
  return ''
}
