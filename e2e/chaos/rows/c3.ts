import { OWN_GROUNDS } from '../kills/grounds.ts'
import { MATRIX } from '../kills/matrix.ts'
import { type Repeated, repeat } from '../kills/repeat.ts'
import type { Row } from './row.ts'

export const c3: Row = {
  what: 'kill matrix K1–K12',
  pass: '50 times each (--times): all pass, identity difference 0, duplicates 0',
  play: async ({ times = 50 }, say) => {
    const violations: string[] = []
    let passed = 0
    for (const [name, { what, open }] of Object.entries(MATRIX)) {
      const one = await repeat(() => open(OWN_GROUNDS), times)
      passed += one.passed
      violations.push(...one.violations.map((each) => `${name}, ${each}`))
      say(line(name, what, one, times))
    }
    const all = times * Object.keys(MATRIX).length
    const doubled = violations.filter((each) => / has rev \d+ after /.test(each)).length
    const differing = violations.filter((each) => each.includes('its books differ')).length
    const figures = { passed: `${passed} of ${all}`, identity: differing, duplicates: doubled }
    return { figures, violations }
  },
}

function line(name: string, what: string, { passed, states, seconds }: Repeated, times: number) {
  const led = Object.entries(states).map(([state, n]) => `${state} ${n}`)
  return `${name.padEnd(4)}${passed} of ${times}  ${what} (${led.join(', ')}; ${seconds} s)`
}
