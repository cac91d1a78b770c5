import { mount } from '../../components/mount.tsx'
import type { Opened } from './opened.ts'
import { Popup } from './Popup.tsx'

/** Draws the popup; at once with the answer, where that is there before the views are. */
export async function show(opening: Promise<Opened>): Promise<void> {
  const already = await Promise.race([opening, nextTask()])
  mount(<Popup opening={opening} already={already} />)
}

function nextTask(): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, 0, null))
}
