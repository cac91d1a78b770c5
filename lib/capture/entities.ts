/** The named entities that are met in bibliographic fields; the rest stays as it is written. */
const NAMED = new Map(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    ensp: ' ',
    emsp: ' ',
    thinsp: ' ',
    ndash: '–',
    mdash: '—',
    hyphen: '-',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    sbquo: '‚',
    bdquo: '„',
    laquo: '«',
    raquo: '»',
    hellip: '…',
    middot: '·',
    bull: '•',
    deg: '°',
    plusmn: '±',
    times: '×',
    divide: '÷',
    minus: '−',
    le: '≤',
    ge: '≥',
    ne: '≠',
    asymp: '≈',
    sim: '∼',
    infin: '∞',
    rarr: '→',
    larr: '←',
    harr: '↔',
    copy: '©',
    reg: '®',
    trade: '™',
    euro: '€',
    pound: '£',
    sect: '§',
    sup2: '²',
    sup3: '³',
    frac12: '½',
    micro: 'µ',
    prime: '′',
    shy: '',
    zwj: '\u200d',
    zwnj: '\u200c',
    alpha: 'α',
    beta: 'β',
    gamma: 'γ',
    delta: 'δ',
    epsilon: 'ε',
    eta: 'η',
    theta: 'θ',
    kappa: 'κ',
    lambda: 'λ',
    mu: 'μ',
    nu: 'ν',
    xi: 'ξ',
    pi: 'π',
    rho: 'ρ',
    sigma: 'σ',
    tau: 'τ',
    phi: 'φ',
    chi: 'χ',
    psi: 'ψ',
    omega: 'ω',
    Gamma: 'Γ',
    Delta: 'Δ',
    Theta: 'Θ',
    Lambda: 'Λ',
    Pi: 'Π',
    Sigma: 'Σ',
    Phi: 'Φ',
    Psi: 'Ψ',
    Omega: 'Ω',
    szlig: 'ß',
    aelig: 'æ',
    AElig: 'Æ',
    oelig: 'œ',
    OElig: 'Œ',
    oslash: 'ø',
    Oslash: 'Ø',
    eth: 'ð',
    ETH: 'Ð',
    thorn: 'þ',
    THORN: 'Þ',
    inodot: 'ı',
    lstrok: 'ł',
  }),
)

/** Letters with accents are named by letter and accent: `&eacute;`, `&Uuml;`, `&scaron;`. */
const ACCENTS = new Map(
  Object.entries({
    acute: '\u0301',
    grave: '\u0300',
    circ: '\u0302',
    uml: '\u0308',
    tilde: '\u0303',
    ring: '\u030a',
    cedil: '\u0327',
    caron: '\u030c',
    ogon: '\u0328',
    macr: '\u0304',
    breve: '\u0306',
    dot: '\u0307',
  }),
)

/** The character of one entity, `&…;` and all; the entity itself where it is unknown. */
export function characterOf(entity: string): string {
  const name = entity.slice(1, -1)
  if (name.startsWith('#'))
    return (
      ofNumber(/^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))) ??
      entity
    )
  const accent = ACCENTS.get(name.slice(1))
  const accented = accent === undefined ? undefined : `${name[0]}${accent}`.normalize('NFC')
  return NAMED.get(name) ?? accented ?? entity
}

function ofNumber(code: number): string | undefined {
  return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    ? String.fromCodePoint(code)
    : undefined
}
