/** A place where something is held until it is let go, and others can learn that it has come there. */
export interface Gate {
  /** Resolves when somebody has come to the gate. */
  reached: Promise<void>
  /** For who comes: resolves when the gate opens. */
  pass(): Promise<void>
  /** Lets everyone through, from now on. */
  open(): void
}

export function createGate(): Gate {
  const reached = Promise.withResolvers<void>()
  const opened = Promise.withResolvers<void>()
  return {
    reached: reached.promise,
    pass: () => {
      reached.resolve()
      return opened.promise
    },
    open: () => opened.resolve(),
  }
}
