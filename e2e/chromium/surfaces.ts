import type { CDPSession } from 'playwright-core'
import { createView } from '../view/create-view.ts'
import type { View } from '../view/view.ts'
import { waitUntil } from '../wait.ts'
import { attach } from './attach.ts'
import { chromiumRim } from './rim.ts'

/**
 * Finds the real popup or side panel by its address and gives a view of it.
 * Tabs with the same address are Playwright's own, attached by it; what is attached by us is known.
 */
export function surfaces(browser: CDPSession, colorScheme?: 'light' | 'dark') {
  const known = new Map<string, View>()
  const find = async (url: string) => {
    const { targetInfos } = await browser.send('Target.getTargets')
    return targetInfos.find(
      (target) => target.url === url && (!target.attached || known.has(target.targetId)),
    )?.targetId
  }
  return (url: string): Promise<View> => {
    // Finding and attaching are tried as one: a popup may close between the two.
    const open = async () => {
      const targetId = await find(url)
      if (!targetId) return undefined
      const view = known.get(targetId) ?? (await surfaceView(browser, targetId, colorScheme))
      known.set(targetId, view)
      return view
    }
    return waitUntil(open, { what: `${url} to open` })
  }
}

async function surfaceView(browser: CDPSession, targetId: string, colorScheme?: string) {
  const wire = await attach(browser, targetId)
  if (colorScheme) {
    const features = [{ name: 'prefers-color-scheme', value: colorScheme }]
    await wire.send('Emulation.setEmulatedMedia', { features })
  }
  const closed = async () => {
    const { targetInfos } = await browser.send('Target.getTargets')
    return !targetInfos.some((target) => target.targetId === targetId)
  }
  const close = async () => {
    await browser.send('Target.closeTarget', { targetId })
    await waitUntil(closed, { what: 'the popup or side panel to close' })
  }
  return createView(chromiumRim(wire, { close, closed }))
}
