import { opened } from './opened.ts'

// The question is on its way while the views still load.
const opening = opened()
void import('./show.tsx').then(({ show }) => show(opening))
