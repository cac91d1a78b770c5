/** These run in the page: they may use nothing but their argument and the page's globals. */

/**
 * The middle of the element to click, once it can be clicked; undefined while it can't.
 * A popup that is still being shown swallows clicks, and one that is being laid out moves.
 */
export async function clickablePoint({ selector, label }: { selector: string; label: string }) {
  const found = [...document.querySelectorAll(selector)].find((element) =>
    `${element.textContent} ${element.getAttribute('aria-label')}`.includes(label),
  )
  if (!found || found.matches(':disabled') || document.hidden) return undefined
  found.scrollIntoView({ block: 'nearest', behavior: 'instant' })
  const before = found.getBoundingClientRect()
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  const { x, y, width, height } = found.getBoundingClientRect()
  if (x !== before.x || y !== before.y) return undefined
  const point = { x: x + width / 2, y: y + height / 2 }
  const hit = document.elementFromPoint(point.x, point.y)
  return hit && (found.contains(hit) || hit.contains(found)) ? point : undefined
}

/** Selects what the focused field holds, so that typing replaces it. */
export function selectFocused(): boolean {
  const field = document.activeElement
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.select()
  else document.execCommand('selectAll')
  return field !== null && field !== document.body
}
