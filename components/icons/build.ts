// Draws public/icon/*.png from the SVGs beside this file. Run it after changing one:
// npx tsx components/icons/build.ts
import { readFile } from 'node:fs/promises'
import { type Browser, chromium } from 'playwright-core'

interface Icon {
  name: string
  svg: string
  sizePx: number
}

/** At 16 px only cover and ribbon are left. */
const icons: Icon[] = [
  { name: '16', svg: 'mark-16.svg', sizePx: 16 },
  { name: '32', svg: 'mark.svg', sizePx: 32 },
  { name: '48', svg: 'mark.svg', sizePx: 48 },
  { name: '96', svg: 'mark.svg', sizePx: 96 },
  { name: '128', svg: 'mark.svg', sizePx: 128 },
]

async function draw(browser: Browser, { name, svg, sizePx }: Icon): Promise<void> {
  const page = await browser.newPage({ viewport: { width: sizePx, height: sizePx } })
  const drawing = await readFile(new URL(svg, import.meta.url), 'utf8')
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw}</style>${drawing}`)
  const path = new URL(`../../public/icon/${name}.png`, import.meta.url).pathname
  await page.screenshot({ path, omitBackground: true })
  await page.close()
}

const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
for (const icon of icons) await draw(browser, icon)
await browser.close()
