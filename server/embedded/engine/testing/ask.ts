/** What a request for a shape brought. */
export interface Asked {
  status: number
  headers: Record<string, string>
  handle: string
  offset: string
  /** The parsed body. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it with matchers
  body: any
}

/** One request for a shape, by its parameters. */
export async function ask(url: string, params: Record<string, string>): Promise<Asked> {
  const response = await fetch(`${url}?${new URLSearchParams(params)}`)
  const headers = Object.fromEntries(response.headers)
  const text = await response.text()
  return {
    status: response.status,
    headers,
    handle: headers['electric-handle'] ?? '',
    offset: headers['electric-offset'] ?? '',
    body: text === '' ? undefined : JSON.parse(text),
  }
}

/** Reads a shape from its beginning until it is up to date. */
export async function askAll(url: string, params: Record<string, string>): Promise<Asked> {
  let asked = await ask(url, { ...params, offset: '-1' })
  const messages = [...asked.body]
  while (asked.status === 200 && !('electric-up-to-date' in asked.headers)) {
    asked = await ask(url, { ...params, offset: asked.offset, handle: asked.handle })
    messages.push(...asked.body)
  }
  return { ...asked, body: messages }
}

/** The operations among messages, without the control messages. */
export function operations(messages: Message[]): OperationMessage[] {
  return messages.filter((message): message is OperationMessage => 'value' in message)
}

type Message = { headers: object } | OperationMessage

interface OperationMessage {
  headers: { operation: string }
  value: Record<string, string | null>
}
