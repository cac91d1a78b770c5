import type { Reporter, TestModule } from 'vitest/node'

/** Closes a run with one plain line that any CI can read. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const count = (state: string) => tests.filter((test) => test.result().state === state).length
    const broken = modules.filter((module) => module.state() === 'failed' && !hasFailedTest(module))
    const skipped = count('skipped')
    const line = `Tests: ${count('passed')} passed, ${count('failed') + broken.length} failed`
    process.stdout.write(`\n${skipped > 0 ? `${line}, ${skipped} skipped` : line}\n`)
  }
}

function hasFailedTest(module: TestModule): boolean {
  return [...module.children.allTests('failed')].length > 0
}
