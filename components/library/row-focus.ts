/** Moves focus out of a row that is about to go: to the next one, else the one before. */
export function leaveRow(inside: Element): void {
  const row = inside.closest('li')
  focusRow(row?.nextElementSibling ?? row?.previousElementSibling ?? null)
}

/** Moves focus to the row that a key leads to; false for keys that lead nowhere. */
export function moveByKey(key: string, inside: Element): boolean {
  const row = inside.closest('li')
  const list = row?.parentElement
  switch (key) {
    case 'ArrowDown':
      return focusRow(row?.nextElementSibling ?? null)
    case 'ArrowUp':
      return focusRow(row?.previousElementSibling ?? null)
    case 'Home':
      return focusRow(list?.firstElementChild ?? null)
    case 'End':
      return focusRow(list?.lastElementChild ?? null)
    default:
      return false
  }
}

function focusRow(row: Element | null): boolean {
  const first = row?.querySelector('button')
  first?.focus()
  return first !== null && first !== undefined
}
