type Values = Record<string, string | null>

interface Message {
  key?: string
  value?: Values
  headers: { operation?: string; lsn?: string; txids?: number[]; last?: boolean }
}

/** What a request for a shape brought. */
export interface Asked {
  status: number
  headers: Record<string, string>
  handle: string
  offset: string
  /** The parsed body. */
  body: unknown
  /** The body of a page of a shape. */
  messages: Message[]
  /** What a refusal says of each parameter. */
  errors: Record<string, string[]>
}

/** One request for a shape, by its parameters. */
export async function ask(url: string, params: Record<string, string>): Promise<Asked> {
  const response = await fetch(`${url}?${new URLSearchParams(params)}`)
  const headers = Object.fromEntries(response.headers)
  const text = await response.text()
  const body = text === '' ? undefined : JSON.parse(text)
  return {
    status: response.status,
    headers,
    handle: headers['electric-handle'] ?? '',
    offset: headers['electric-offset'] ?? '',
    body,
    messages: Array.isArray(body) ? body : [],
    errors: body?.errors ?? {},
  }
}

/** Reads a shape from its beginning until it is up to date. */
export async function askAll(url: string, params: Record<string, string>): Promise<Asked> {
  let asked = await ask(url, { ...params, offset: '-1' })
  const messages = [...asked.messages]
  while (asked.status === 200 && !('electric-up-to-date' in asked.headers)) {
    asked = await ask(url, { ...params, offset: asked.offset, handle: asked.handle })
    messages.push(...asked.messages)
  }
  return { ...asked, body: messages, messages }
}

/** The values of the operations among messages, in order. */
export function valuesOf({ messages }: Asked): Values[] {
  return messages.flatMap(({ value }) => (value === undefined ? [] : [value]))
}
