/** What several measurements of one thing come to. */
export interface Figure {
  median: number
  min: number
  max: number
  n: number
  unit: string
}

/** The median and spread of some measurements; there must be at least one. */
export function figure(values: readonly number[], unit: string): Figure {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (place: number) => sorted[place] ?? Number.NaN
  const middle = (sorted.length - 1) / 2
  const median = (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2
  return { median, min: at(0), max: at(sorted.length - 1), n: sorted.length, unit }
}

/** One line for people: `click → saved  212 ms (180–260, n = 10)`. */
export function figureLine(name: string, { median, min, max, n, unit }: Figure): string {
  const round = (value: number) => (value < 10 ? value.toFixed(2) : Math.round(value))
  return `${name}  ${round(median)} ${unit} (${round(min)}–${round(max)}, n = ${n})`
}
