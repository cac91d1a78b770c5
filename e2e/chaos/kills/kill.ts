/** What one repetition has shown: what is wrong, and which of the allowed states the kill led to. */
export interface Kill {
  violations: string[]
  state: string
}

/** Where one kind of kill can be repeated. */
export interface Ground {
  /** The nth time, from 0. */
  kill(n: number): Promise<Kill>
  /** What is wrong after all of them, once everything has come to rest. */
  close(): Promise<string[]>
}
