import { parseHTML } from 'linkedom'

/** The document of a saved page, decoded as it declares itself. */
export function parsePage(bytes: Uint8Array): Document {
  const html = decoded(bytes)
  const whole = /<html[\s>]/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`
  return parseHTML(whole).document
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decoderFor(declared(bytes)).decode(bytes) // not UTF-8: what the page says it is, else what browsers assume
  }
}

function declared(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  return /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] ?? 'windows-1252'
}

function decoderFor(label: string): TextDecoder {
  try {
    return new TextDecoder(label)
  } catch {
    return new TextDecoder('windows-1252') // an encoding that nobody knows
  }
}
