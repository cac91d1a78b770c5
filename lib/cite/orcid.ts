/** The ORCID iD that a text is or links to, as `0000-0000-0000-000X` with a right check digit. */
export function orcidOf(text: string): string | undefined {
  const match =
    /^(?:https?:\/\/(?:www\.)?orcid\.org\/|orcid(?:\.org\/|\s*:\s*)|)(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dx])\/?$/.exec(
      text.trim().toLowerCase(),
    )
  if (!match) return undefined
  const id = match.slice(1).join('-').toUpperCase()
  return checkDigit(id.replaceAll('-', '').slice(0, 15)) === id.at(-1) ? id : undefined
}

/** ISO 7064 mod 11-2, as ORCID describes it. */
function checkDigit(digits: string): string {
  let total = 0
  for (const digit of digits) total = ((total + Number(digit)) * 2) % 11
  const rest = (12 - total) % 11
  return rest === 10 ? 'X' : String(rest)
}
