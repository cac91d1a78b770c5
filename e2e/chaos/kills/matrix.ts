import type { Grounds } from './grounds.ts'
import { killedBeforeSaved } from './k01-before-saved.ts'
import { killedAfterSaved } from './k02-after-saved.ts'
import { killedClaimed } from './k03-claimed.ts'
import { killedMidUpload } from './k04-mid-upload.ts'
import { answerLost } from './k05-answer-lost.ts'
import { killedBeforeApplied } from './k06-answer-read.ts'
import { killedMarking } from './k07-marking.ts'
import { killedUnsettled } from './k08-unsettled.ts'
import { killedUpgrading } from './k09-upgrade.ts'
import { serverKilled } from './k10-server.ts'
import { postgresKilled } from './k11-postgres.ts'
import { powerCut } from './k12-power.ts'
import type { Ground } from './kill.ts'

export interface Kind {
  what: string
  open: (grounds: Grounds) => Promise<Ground>
}

/** Every kind of kill, and what it needs to be repeated. */
export const MATRIX: Readonly<Record<string, Kind>> = {
  K1: { what: 'background killed before a change is saved', open: killedBeforeSaved },
  K2: { what: 'background killed after a change is saved', open: killedAfterSaved },
  K3: { what: 'background killed after the claim, before the request', open: killedClaimed },
  K4: { what: 'background killed in the middle of its upload', open: killedMidUpload },
  K5: { what: 'the answer lost after the commit', open: answerLost },
  K6: { what: 'background killed with the answer read, not written', open: killedBeforeApplied },
  K7: { what: 'background killed while it writes the answer', open: killedMarking },
  K8: { what: 'everything killed between answer and echo', open: killedUnsettled },
  K9: { what: 'the extension killed while its queue is upgraded', open: killedUpgrading },
  K10: { what: 'the server killed on either side of COMMIT', open: serverKilled },
  K11: { what: 'Postgres killed under load', open: postgresKilled },
  K12: { what: 'the power cut while works are saved', open: powerCut },
}
