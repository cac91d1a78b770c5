const PMID_LINK =
  /^https?:\/\/(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov\/pubmed)\/(\d{1,8})(?:[/?#]|$)/i
const PMCID_LINK =
  /^https?:\/\/(?:(?:www\.)?ncbi\.nlm\.nih\.gov\/pmc|pmc\.ncbi\.nlm\.nih\.gov|europepmc\.org)\/(?:articles?\/)?(?:pmc\/)?(PMC\d{1,9})(?:[/?#.]|$)/i

/** The PubMed identifier that a text is: bare digits, labelled, or a link to PubMed. */
export function pmidOf(text: string): string | undefined {
  const plain = text.trim()
  const digits = /^(?:info:pmid\/|pmid\s*:?\s*|pubmed\s*:\s*)?([1-9]\d{0,7})$/i.exec(plain)?.[1]
  return digits ?? pmidOfUrl(plain)
}

export function pmidOfUrl(address: string): string | undefined {
  return PMID_LINK.exec(address)?.[1]
}

/** The PubMed Central identifier that a text is, as `PMC` and digits. */
export function pmcidOf(text: string): string | undefined {
  const plain = text.trim()
  const id =
    /^(?:pmcid\s*:?\s*)?(PMC[1-9]\d{0,8})(?:\.\d+)?$/i.exec(plain)?.[1] ??
    PMCID_LINK.exec(plain)?.[1]
  return id?.toUpperCase()
}
