import { c3 } from './rows/c3.ts'
import { c5 } from './rows/c5.ts'
import { c12 } from './rows/c12.ts'
import { r2 } from './rows/r2.ts'
import { r3 } from './rows/r3.ts'
import { r4 } from './rows/r4.ts'
import { r5 } from './rows/r5.ts'
import { r7 } from './rows/r7.ts'
import type { Row } from './rows/row.ts'

/** The rows of the scoreboard that are played with real processes, by their names there. */
export const ROWS: Readonly<Record<string, Row>> = {
  C3: c3,
  C5: c5,
  C12: c12,
  R2: r2,
  R3: r3,
  R4: r4,
  R5: r5,
  R7: r7,
}
