import type { Saved } from '../repos/save.ts'
import type { WorkPatch } from '../schema/work.ts'
import { browser } from './browser.ts'

/** All that one context of the extension may ask another: name → what is said and what is answered. */
export interface Protocol {
  /** What became of the click in a tab. `again`, or where nobody knows of a click: the page is saved now. */
  savedInTab: { ask: { tabId: number; again: boolean }; answer: Saved }
  /** A correction; handed over, because a popup that closes takes its own writes with it. So are the next. */
  updateWork: { ask: { id: string; patch: WorkPatch }; answer: null }
  deleteWork: { ask: { id: string }; answer: null }
  /** There is something to send. */
  flush: { ask: Record<string, never>; answer: null }
}

type Name = keyof Protocol
type Handlers = { [N in Name]: (ask: Protocol[N]['ask']) => Promise<Protocol[N]['answer']> }
type Envelope = { [N in Name]: { name: N; ask: Protocol[N]['ask'] } }[Name]
type Reply<N extends Name> =
  | { ok: true; answer: Protocol[N]['answer'] }
  | { ok: false; error: string }

/** Asks the background. Rejects with the handler's own message where it fails. */
export async function ask<N extends Name>(
  name: N,
  what: Protocol[N]['ask'],
): Promise<Protocol[N]['answer']> {
  const reply: Reply<N> = await browser.runtime.sendMessage({ name, ask: what })
  if (!reply.ok) throw new Error(reply.error)
  return reply.answer
}

/** Answers what our own pages ask; content scripts and other extensions are not heard. */
export function answerMessages(handlers: Handlers): void {
  browser.runtime.onMessage.addListener((message: unknown, sender, sendResponse) => {
    if (!fromOurPage(sender) || !isEnvelope(message, handlers)) return
    const handler = handlers[message.name] as (ask: unknown) => Promise<unknown> // paired with its ask by name
    handler(message.ask).then(
      (answer) => sendResponse({ ok: true, answer }),
      (error: unknown) => sendResponse({ ok: false, error: String(error) }),
    )
    return true
  })
}

interface Sender {
  id?: string | undefined
  url?: string | undefined
}

function fromOurPage({ id, url }: Sender): boolean {
  return id === browser.runtime.id && (url?.startsWith(browser.runtime.getURL('/')) ?? false)
}

function isEnvelope(message: unknown, handlers: Handlers): message is Envelope {
  if (typeof message !== 'object' || message === null || !('name' in message)) return false
  return typeof message.name === 'string' && Object.hasOwn(handlers, message.name)
}
