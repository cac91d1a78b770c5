import { drain } from './drain.ts'
import type { FlushOutcome } from './outcome.ts'
import type { FlushSettings } from './settings.ts'

/** The flushes of one worker: one at a time, and one more where somebody asked meanwhile. */
export interface Flights {
  /** Joins the flush that is under way, or begins one. */
  flush(patient: boolean): Promise<FlushOutcome>
  /** Ends the one that is under way; the next begins when that has let go of its lock. */
  stop(): void
  /** Is done when the last one that began has ended. Never rejects. */
  ended(): Promise<void>
}

/** The next flight takes off when `before` is done. */
export function createFlights(settings: FlushSettings, before: Promise<void>): Flights {
  let stopping = new AbortController()
  let flying: Promise<FlushOutcome> | null = null
  let ended = before
  let again = false

  const fly = async (patient: boolean, signal: AbortSignal, earlier: Promise<void>) => {
    await earlier
    let outcome = await drain(settings, signal, patient)
    while (again && !signal.aborted) {
      again = false
      outcome = await drain(settings, signal, false)
    }
    return outcome
  }
  const begin = (patient: boolean) => {
    const flight = fly(patient, stopping.signal, ended)
    const land = () => {
      if (flying === flight) flying = null
    }
    ended = flight.then(land, land) // of a failure hears whoever asked
    flying = flight
    return flight
  }
  return {
    flush: (patient) => {
      again ||= flying !== null && !patient
      return flying ?? begin(patient)
    },
    stop: () => {
      stopping.abort()
      stopping = new AbortController()
      flying = null
      again = false
    },
    ended: () => ended,
  }
}
