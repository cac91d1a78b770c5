import { lettered } from './letters.ts'
import { isSuffix } from './name-affixes.ts'

/** `J`, `J.`, `JA`, `J. A.`, `J.-P.`: nothing but first letters of given names. */
const INITIALS = lettered(String.raw`^(?:[\p{Lu}]\.?[\s-]?){1,4}$`)
const WORD = lettered(String.raw`[\p{L}][\p{L}'’-]*[\p{Ll}]|^[\p{Lu}'’-]{3,}$`)
/** Family names that are as short as initials; written large they are no initials. */
const SHORT = new Set(
  'ai an au bi bo do du fu go gu ha he ho hu jo ji ko le li lo lu ma mo na ng no oh on ou pu qi qu ro ru si so su to tu vo wu xi xu ya ye yi yu abe bae bai bao cai cao cha che cho chu cox cui dai das dey din dix doe fan fox gao gil guo han hao hou hua huo ide ito jha jia jin jun kan kim kwa lai lam lau law lee lei lev lim lin liu low lui luo mak man mao may mei min mok nam nie oda oka ono pai pal pan qin ray rao ren roy ryu sen seo shi sim son sun tai tan tao tse uno wan wei xia xie xin xue yan yao yee yeo yin yip yoo you yue yun zou zhu zou'.split(
    ' ',
  ),
)

/** Whether a text is nothing but initials. */
export function areInitials(text: string): boolean {
  return INITIALS(text).test(text.trim())
}

/**
 * The parts of a name that ends in initials and so has the family first: `Powell DJ`, `Smith J. A.`;
 * undefined where it doesn't, or where what stands last may be a family name in capitals (`Wei LI`).
 */
export function initialsLast(
  words: readonly string[],
): { family: string; given: string } | undefined {
  const from = words.findIndex((word, i) => i > 0 && areInitials(word))
  const [first = ''] = words
  if (
    from < 1 ||
    words.some((word) => word.includes(',')) ||
    areInitials(first) ||
    !WORD(first).test(first)
  )
    return undefined
  const tail = words.slice(from)
  if (!tail.every((word) => areInitials(word) && !isSuffix(word))) return undefined
  if (tail.length === 1 && SHORT.has((tail[0] ?? '').toLowerCase())) return undefined
  return { family: words.slice(0, from).join(' '), given: tail.map(spaced).join(' ') }
}

/** `DJ` → `D. J.`; what has its points keeps them. */
function spaced(word: string): string {
  return /[.-]/.test(word)
    ? word.replace(/\.(?=[^.-])/g, '. ')
    : [...word].map((letter) => `${letter}.`).join(' ')
}
