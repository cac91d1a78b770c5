/** Moves focus out of a row that is about to go: to the next one, else the one before. */
export function leaveRow(inside: Element): void {
  const row = inside.closest('li')
  if (!focusRow(next(row))) focusRow(previous(row))
}

/** Moves focus to the row that a key leads to; false for keys that lead nowhere. */
export function moveByKey(key: string, inside: Element): boolean {
  const row = inside.closest('li')
  const list = row?.parentElement?.parentElement
  switch (key) {
    case 'ArrowDown':
      return focusRow(next(row))
    case 'ArrowUp':
      return focusRow(previous(row))
    case 'Home':
      return focusRow(list?.firstElementChild?.firstElementChild)
    case 'End':
      return focusRow(list?.lastElementChild?.lastElementChild)
    default:
      return false
  }
}

// The rows lie in chunks; the next row may be the first of the next chunk.
function next(row: Element | null): Element | null | undefined {
  return row?.nextElementSibling ?? row?.parentElement?.nextElementSibling?.firstElementChild
}

function previous(row: Element | null): Element | null | undefined {
  return row?.previousElementSibling ?? row?.parentElement?.previousElementSibling?.lastElementChild
}

function focusRow(row: Element | null | undefined): boolean {
  const first = row?.querySelector('button')
  first?.focus()
  return first !== null && first !== undefined
}
