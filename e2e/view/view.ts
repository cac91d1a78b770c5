import type { Key } from './keys.ts'

/** A function of the page, or an expression; functions may take one argument that JSON can carry. */
export type Code<T, A> = string | ((argument: A) => T | Promise<T>)

/** One page of the extension as a person has it before them: popup, side panel or tab. */
export interface View {
  /** Runs in the page; the answer must be something that JSON can carry. */
  evaluate<T, A = undefined>(code: Code<T, A>, argument?: A): Promise<T>
  /** Waits until the expression is truthy, 20 s at most. */
  waitFor<A = undefined>(code: Code<unknown, A>, argument?: A): Promise<void>
  /** Waits until the page shows the text, 20 s at most; the error quotes what it shows instead. */
  waitForText(text: string): Promise<void>
  /** What the page shows, as `innerText`. */
  text(): Promise<string>
  /** Clicks with a real mouse event: the first such element whose text or label contains `label`. */
  click(selector: string, label?: string): Promise<void>
  /** Types over what the field holds. */
  fill(selector: string, text: string): Promise<void>
  /** Types into whatever has the focus. */
  type(text: string): Promise<void>
  press(key: Key): Promise<void>
  /** Writes a PNG and gives its path back. */
  screenshot(path: string): Promise<string>
  close(): Promise<void>
  closed(): Promise<boolean>
}

/** What each browser must be able to do for a view; the rest is written once, in `createView`. */
export interface ViewRim {
  /** Evaluates an expression that gives a promise of a JSON text. */
  run(expression: string): Promise<string | undefined>
  clickAt(x: number, y: number): Promise<void>
  type(text: string): Promise<void>
  press(key: Key): Promise<void>
  /** A PNG in base64. */
  capture(): Promise<string>
  close(): Promise<void>
  closed(): Promise<boolean>
}
