import de from '../../public/_locales/de/messages.json' with { type: 'json' }
import en from '../../public/_locales/en/messages.json' with { type: 'json' }

type Messages = typeof en

/** One text in the browser's own format, which the manifest reads too. */
export interface Message {
  message: string
  placeholders?: Record<string, { content: string }>
}

type RawKey = keyof Messages
type Base<K> = K extends `${infer B}_${'one' | 'other'}` ? B : K

/** The name of a text; one with plural forms goes by its name without the form. */
export type MessageKey = Base<RawKey>

type FormOf<K extends MessageKey> = `${K}_other` extends RawKey ? `${K}_other` : K
type PlaceholdersOf<K> = K extends RawKey
  ? Messages[K] extends { placeholders: infer P }
    ? keyof P
    : never
  : never

/** What a text must be given: nothing, or a value for each of its placeholders. */
export type MessageValues<K extends MessageKey> = [PlaceholdersOf<FormOf<K>>] extends [never]
  ? []
  : [values: { [P in PlaceholdersOf<FormOf<K>>]: P extends 'count' ? number : string }]

/** Every language that we speak, by its tag. */
export const locales: Record<'en' | 'de', Record<string, Message>> = { en, de }

export type Locale = keyof typeof locales
