import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { BROWSERS, type BrowserName, findBrowser, missingSentence } from './find.ts'

const names: readonly BrowserName[] = ['chromium', 'firefox']
const missing = () => names.filter((name) => !findBrowser(name))

// A path that somebody set wrongly is not mended by installing.
const wanted = missing().filter((name) => !process.env[BROWSERS[name].variable])
if (wanted.length > 0 && mayUseApt()) aptInstall(wanted.map((name) => BROWSERS[name].debianPackage))
for (const name of missing()) {
  console.error(missingSentence(name))
  process.exitCode = 1
}

function mayUseApt(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

/** Installs and says nothing, unless it fails: then shows what apt-get said. */
function aptInstall(packages: readonly string[]): void {
  console.log(`Installing ${packages.join(' and ')} with apt-get, once.`)
  const apt = ['apt-get', '-qq', '-o', 'DPkg::Lock::Timeout=120']
  const script = `${apt.join(' ')} update && ${apt.join(' ')} install -y --no-install-recommends ${packages.join(' ')}`
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script], { env, encoding: 'utf8' })
  if (status !== 0) console.error(`${stdout}${stderr}`.trim())
}
