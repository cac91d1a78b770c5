import type { Ground } from './kill.ts'

/** What came of repeating one kind of kill. */
export interface Repeated {
  passed: number
  /** How often the kill led to each of the allowed states. */
  states: Record<string, number>
  /** What was wrong, each with the time that it was the first time. */
  violations: string[]
  seconds: number
}

export async function repeat(open: () => Promise<Ground>, times: number): Promise<Repeated> {
  const startedMs = performance.now()
  const ground = await open()
  const done: Repeated = { passed: 0, states: {}, violations: [], seconds: 0 }
  for (let n = 0; n < times; n++) {
    const { violations, state } = await ground.kill(n).catch(failure)
    if (violations.length === 0) done.passed += 1
    done.states[state] = (done.states[state] ?? 0) + 1
    done.violations.push(...violations.map((one) => `time ${n}: ${one}`))
  }
  done.violations.push(...(await ground.close()).map((one) => `at the end: ${one}`))
  done.seconds = Math.round((performance.now() - startedMs) / 1000)
  return done
}

/** A repetition that could not even be played counts as one that went wrong. */
function failure(error: unknown) {
  return { violations: [error instanceof Error ? error.message : String(error)], state: 'failed' }
}
