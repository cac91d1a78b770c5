/** How large a row is played; what is absent is the row's own, smaller than the scoreboard's where it takes long. */
export interface Scale {
  times?: number
  /** How long each fault lasts, or each run. */
  seconds?: number
  clients?: number
  /** Writes a second, of each client. */
  rate?: number
}

export interface Played {
  figures: Record<string, string | number>
  /** What was wrong; a row passes without any. */
  violations: string[]
}

/** A line of the scoreboard that takes real processes, real browsers and real kills. */
export interface Row {
  what: string
  /** The pass figure. */
  pass: string
  play(scale: Scale, say: (line: string) => void): Promise<Played>
}
