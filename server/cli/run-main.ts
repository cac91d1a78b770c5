import { CannotStart } from '../cannot-start.ts'

/** Runs a command to its end. A `CannotStart` is told as its sentence, and the exit code is 1. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main()
  } catch (error) {
    console.error(error instanceof CannotStart ? error.message : error)
    process.exitCode = 1
  }
}
