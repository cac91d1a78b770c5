import { candidates, type Decided } from './candidates.ts'
import type { Heard } from './finding.ts'
import { type Titled, titled } from './title.ts'

/** From here on a tag was made for the work alone and does not carry the site's name. */
const OWN = 70

/** The surest title that is one, without the site's name, and the site's name where it carried one. */
export function decideTitle(
  heard: readonly Heard[],
  names: readonly string[],
  host: string,
): Decided<Titled> | undefined {
  const said = candidates(heard, 'title').flatMap(({ value, sure, reader }) => {
    const found = titled(value, names, sure < OWN ? host : '')
    return found ? [{ value: found, reader, sure }] : []
  })
  const [best] = said
  if (best === undefined) return undefined
  const site = said.flatMap(({ value }) => value.site ?? [])[0] ?? best.value.site
  const shorter =
    best.sure < OWN ? said.find(({ value }) => heads(value.title, best.value.title)) : undefined
  const { value, reader } = shorter ?? best
  return { value: { title: value.title, ...(site !== undefined && { site }) }, reader }
}

/** Whether one title is another without what hangs behind it: `Tea` and `Tea | Some Long Publisher`. */
function heads(short: string, long: string): boolean {
  return (
    short.length > 8 &&
    long.startsWith(short) &&
    /^\s*(?:[|•·»]|\s[-–—:~]\s)/.test(long.slice(short.length))
  )
}
