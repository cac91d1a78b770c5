/** Words that only bodies bear, in the languages that the corpus of the web speaks most. */
const WORDS = new Set(
  'university università universität université universidad universidade institut institute instituto consortium collaboration committee association society foundation ministry department school college laboratory laboratories team network project centre center organisation organization council commission agency agencies bureau office company corporation news newsroom staff editor editors editorial board redaktion redazione rédaction redacción media magazine journal group investigators initiative alliance federation union museum library archive archives observatory hospital clinic academy program programme service partnership contributor contributors community developers correspondent correspondents tribune gazette reuters bbc dpa afp epa cnn wikipedia'.split(
    ' ',
  ),
)
/** The same of several words. */
const PHRASE =
  /(?:^|[\s(])(?:task force|associated press|washington post|new york times)(?:$|[\s),.:])/
const LEGAL_FORM = /[\s,](?:inc|ltd|llc|gmbh|corp|co|plc|ag|s\.?a|b\.?v|e\.?v|pty|sarl|srl|kg)\.?$/
const NO_PERSON = /\([a-z0-9-]{2,}\)|\d{3}|@|https?:|\.(?:com|org|net|de)$/
const JOINED = /(?:^|\s)(?:for|of the|of|für|pour|para)\s/

/** Whether a name is of an organisation, which has no family name. */
export function organised(name: string): boolean {
  // Small letters once, instead of patterns that take either: those are slow to build.
  const small = name.toLowerCase()
  if (hasWord(small) || PHRASE.test(small) || LEGAL_FORM.test(small) || NO_PERSON.test(small))
    return true
  return !name.includes(',') && (JOINED.test(small) || name.split(' ').length > 8)
}

function hasWord(name: string): boolean {
  return name.split(/[\s(]/).some((part) => WORDS.has(part.replace(/[),.:].*$/s, '')))
}
