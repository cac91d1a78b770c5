import { type BrowserGround, openBrowserGround } from './browser-ground.ts'
import { type DeviceGround, openDeviceGround } from './device-ground.ts'

/** Where kills get their ground from: each its own, or one for all. */
export interface Grounds {
  browser: () => Promise<BrowserGround>
  device: () => Promise<DeviceGround>
}

export const OWN_GROUNDS: Grounds = { browser: () => openBrowserGround(), device: openDeviceGround }

/** One ground of each sort for all kinds of kill, which closes at the end of them: quick to open, slower with each kill. */
export function sharedGrounds(): Grounds & { close: () => Promise<string[]> } {
  const opened: { close: () => Promise<string[]> }[] = []
  const once = <G extends (typeof opened)[number]>(open: () => Promise<G>) => {
    let ground: Promise<G> | null = null
    return async (): Promise<G> => {
      ground ??= open().then((made) => {
        opened.push({ close: made.close })
        return Object.assign(made, { close: async () => [] })
      })
      return ground
    }
  }
  return {
    browser: once(OWN_GROUNDS.browser),
    device: once(OWN_GROUNDS.device),
    close: async () => (await Promise.all(opened.map(({ close }) => close()))).flat(),
  }
}
