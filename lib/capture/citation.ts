import { doiIn } from '../cite/doi.ts'
import { lettered } from '../cite/letters.ts'

/** What a line says of where a work appeared: `Nature 171 (4356), 737–738 (1953)`. */
export interface Citation {
  container?: string
  date?: string
  volume?: string
  issue?: string
  pages?: string
  doi?: string
}

const LONGEST = 400
/** Every citation has two numbers; most lines of a page have none. */
const NUMBERS = /\d\D+\d/
const DOI_PART =
  /\b(?:https?:\/\/(?:dx\.)?doi\.org\/|doi\s*[:.]?\s*(?:https?:\/\/(?:dx\.)?doi\.org\/)?)?10\.\d{4,9}\/\S+/gi
const PAGE = String.raw`[A-Z]{0,2}\d{1,7}[A-Za-z]?`
const RANGE = String.raw`${PAGE}(?:\s?[-–—]\s?${PAGE})?`
/** Volume, issue and pages as journals write them, the most telling first; the groups are volume, issue, pages. */
const PLACES: RegExp[] = [
  // Volume 12, Issue 3, Pages 1–10 · Vol. 45, No. 3 (Jul., 2001), pp. 580-598 · Bd. 7, H. 2, S. 1
  new RegExp(
    String.raw`\b(?:volume|vol|bd|band|tome|tomo|t|v)\.?\s?(\d{1,4}|[IVXLC]{1,8})\b(?:[\s,;:(.–-]{1,3}(?:(?:issue|number|numéro|no|nr|nº|n°|n|heft|h|iss|fasc)s?\.?\s?)?([\d/–-]{1,7})\)?)?(?:.{0,40}?\b(?:pages?|pp?|s)\.?\s?(${RANGE}))?`,
    'i',
  ),
  // 2015 Mar 12;56(3):120-131 · 56:120
  new RegExp(String.raw`;\s?(\d{1,4})(?:\s?\(([^()]{1,12})\))?\s?:\s?(${RANGE})`),
  // 68 (4), 2023: 709-718 · 9(11): e113556
  new RegExp(
    String.raw`(?:^|[\s,])(\d{1,4})\s?\(([\d–/-]{1,9}|Suppl[^()]{0,8})\)\s?[,:;.]?\s?(?:\(?\d{4}\)?\s?[,:;.]?\s?)?(?:pp?\.?\s?)?(${RANGE}|e\d+)?`,
  ),
  // 2015, 17, 10, 518–534 · 2015, 17 (10), 518
  new RegExp(
    String.raw`(?:19|20)\d\d,\s(\d{1,4})(?:,\s(\d{1,3})|\s?\((\d{1,3})\))?,\s?(?:pp?\.?\s?)?(${RANGE})`,
  ),
  // 144, 204105 (2016) · 171, 737–738 (1953)
  new RegExp(String.raw`(?:^|\s)(\d{1,4})()\s?[,:]\s?(${RANGE})\s?\((?=\d{4}\))`),
]
const YEAR = /(?:^|\D)(1[5-9]\d\d|20\d\d)(?!\d)/
const MONTH = String.raw`(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mär|Mai|Okt|Dez|Fév|fév|Avr|avr|juin|juil|août|Déc|déc|Ene|ene|Abr|abr|Ago|ago|Dic|dic|Gen|Mag|Giu|Lug|Set|Ott)[a-zé]{0,7}\.?`
const DATED = new RegExp(
  String.raw`(?:\d{1,2}\s)?${MONTH},?\s(?:\d{1,2},\s)?(?:1[5-9]\d\d|20\d\d)|(?:1[5-9]\d\d|20\d\d)\s${MONTH}(?:\s\d{1,2})?(?!\d)`,
)
/** Where a journal's name ends in such a line. */
const CONTAINER_END =
  /[\s,.;:([–-]*(?:\b(?:vol|volume|bd|band|tome|tomo|issue|no)\b\.?\s|\b(?:v|t)\.\s?\d|\(?\b(?:1[5-9]\d\d|20\d\d)\b|\b\d{1,4}\b|\bdoi\b|$)/i
const NAME = lettered(String.raw`^[\p{Lu}\p{Lo}][^<>{}|=]{2,120}$`)

/** The citation that a line is; undefined where it doesn't say enough to be one. */
export function citationOf(text: string): Citation | undefined {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length < 8 || line.length > LONGEST || !NUMBERS.test(line)) return undefined
  const dois = new Set((line.match(DOI_PART) ?? []).flatMap((part) => doiIn(part) ?? []))
  const bare = line.replace(DOI_PART, ' ').trim()
  const [volume, issue, pages] = placeIn(bare)
  const date = DATED.exec(bare)?.[0] ?? YEAR.exec(bare)?.[1]
  const told = [volume && (issue || pages), volume && date, dois.size === 1 && date].some(Boolean)
  if (!told || dois.size > 1) return undefined
  const container = containerIn(bare)
  const [doi] = dois
  return {
    ...(container && { container }),
    ...(date && { date }),
    ...(volume && { volume }),
    ...(issue && { issue }),
    ...(pages && { pages }),
    ...(doi && { doi }),
  }
}

function placeIn(line: string): (string | undefined)[] {
  for (const place of PLACES) {
    const found = place.exec(line)
    if (found) return threeOf(found.slice(1).map((part) => part || undefined))
  }
  return []
}

/** Volume, issue and pages, where a pattern has two ways to write the issue. */
function threeOf(parts: (string | undefined)[]): (string | undefined)[] {
  return parts.length === 4 ? [parts[0], parts[1] ?? parts[2], parts[3]] : parts
}

/** The journal's name, with which such a line begins. */
function containerIn(line: string): string | undefined {
  const introduced = line.replace(
    /^(?:(?:published|appears) in|in|source|citation|journal|publication|(?:how to )?cite (?:this )?\w*(?: as)?)\s?:\s*|^[\s.,:;]+/i,
    '',
  )
  const end = CONTAINER_END.exec(introduced)?.index ?? 0
  const bare = introduced.slice(0, end).replace(TAIL, '').replace(MONTHS, '').replace(TAIL, '')
  const isAbbreviated = /\.\s/.test(bare) && introduced[bare.length] === '.'
  const name = isAbbreviated ? `${bare}.` : bare
  return NAME(name).test(name) && name.split(' ').length <= 15 ? name : undefined
}

const TAIL = /[\s,.;:([–-]+$/
/** The months before a year are of the date, not of the name. */
const MONTHS =
  /[\s,]+(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|spring|summer|fall|autumn|winter)\.?(?:\s?[/–-]\s?[a-z]*\.?)?$/i
