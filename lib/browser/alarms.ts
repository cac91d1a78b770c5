import { browser } from './browser.ts'

/** The shortest period that Chrome (≥ 120) and Firefox grant a packed extension, in minutes. */
const PERIOD_MINUTES = 0.5

/** Makes the alarm if there is none: making it again at each wake would keep it from ever going off. */
export async function ensureAlarm(name: string): Promise<void> {
  if (await browser.alarms.get(name)) return
  await browser.alarms.create(name, { periodInMinutes: PERIOD_MINUTES })
}

export async function clearAlarm(name: string): Promise<void> {
  await browser.alarms.clear(name)
}

/** Calls back each time the alarm of this name goes off. */
export function onAlarm(name: string, callback: () => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === name) callback()
  })
}
