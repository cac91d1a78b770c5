const PMID_LINK =
  /^https?:\/\/(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov\/pubmed)\/(\d{1,8})(?:[/?#]|$)/
const PMCID_LINK =
  /^https?:\/\/(?:(?:www\.)?ncbi\.nlm\.nih\.gov\/pmc|pmc\.ncbi\.nlm\.nih\.gov|europepmc\.org)\/(?:articles?\/)?(?:pmc\/)?(pmc\d{1,9})(?:[/?#.]|$)/

/** The PubMed identifier that a text is: bare digits, labelled, or a link to PubMed. */
export function pmidOf(text: string): string | undefined {
  const plain = text.trim().toLowerCase()
  const digits = /^(?:info:pmid\/|pmid\s*:?\s*|pubmed\s*:\s*)?([1-9]\d{0,7})$/.exec(plain)?.[1]
  return digits ?? pmidOfUrl(plain)
}

export function pmidOfUrl(address: string): string | undefined {
  return PMID_LINK.exec(address.toLowerCase())?.[1]
}

/** The PubMed Central identifier that a text is, as `PMC` and digits. */
export function pmcidOf(text: string): string | undefined {
  const plain = text.trim().toLowerCase()
  const id =
    /^(?:pmcid\s*:?\s*)?(pmc[1-9]\d{0,8})(?:\.\d+)?$/.exec(plain)?.[1] ??
    PMCID_LINK.exec(plain)?.[1]
  return id?.toUpperCase()
}
