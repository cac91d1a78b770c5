/** An answer of Electric's protocol: headers in lower case, the body as it becomes available. */
export interface ShapeAnswer {
  status: number
  headers: Record<string, string>
  /** Reading it may throw, where the answer breaks off; then the connection must break off too. */
  body: AsyncIterable<string | Uint8Array>
}

/** Something that speaks Electric's protocol: the embedded engine, or the real Electric. */
export interface ShapeSource {
  /** Answers the parameters of one request; the signal says that nobody waits for it any more. */
  answer(params: URLSearchParams, signal: AbortSignal): Promise<ShapeAnswer>
  close(): Promise<void>
}
