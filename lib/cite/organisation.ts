/** Words that only bodies bear, in the languages that the corpus of the web speaks most. */
const WORDS =
  'university|universit[àäéy]t?|universidad|universidade|université|institut[eo]?|consortium|collaboration|committee|association|society|foundation|ministry|department|school|college|laborator(?:y|ies)|working group|study group|research group|task force|team|network|project|cent(?:re|er)|organi[sz]ation|council|commission|agency|bureau|office|company|corporation|news|newsroom|staff|editors?|editorial|board|redaktion|redazione|rédaction|redacción|media|magazine|journal|group|investigators|initiative|alliance|federation|union|museum|library|archives?|observatory|hospital|clinic|academy|program(?:me)?|service|partnership|contributors?|community|developers|agencies|correspondents?|associated press|washington post|new york times|tribune|gazette|reuters|bbc|dpa|afp|epa|cnn|wikipedia'
const BODY = new RegExp(`(?:^|[\\s(])(?:${WORDS})(?:$|[\\s),.:])`, 'i')
const LEGAL_FORM = /[\s,](?:inc|ltd|llc|gmbh|corp|co|plc|ag|s\.?a|b\.?v|e\.?v|pty|sarl|srl|kg)\.?$/i
const JOINED = /(?:^|\s)(?:for|of the|of|für|pour|para)\s/i

/** Whether a name is of an organisation, which has no family name. */
export function organised(name: string): boolean {
  if (
    BODY.test(name) ||
    LEGAL_FORM.test(name) ||
    /\([A-Z0-9-]{2,}\)|\d{3}|@|https?:|\.(?:com|org|net|de)$/i.test(name)
  )
    return true
  return !name.includes(',') && (JOINED.test(name) || name.split(' ').length > 8)
}
