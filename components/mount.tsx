import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { words } from '../lib/words/t.ts'
import './base.css'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { FailureNote } from './FailureNote.tsx'

/** Draws a page into its `#root`, in the person's language. */
export function mount(page: ReactNode): void {
  const root = document.getElementById('root')
  if (!root) throw new Error('The page has no #root')
  document.documentElement.lang = words.locale
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary onReload={() => location.reload()}>{page}</ErrorBoundary>
      <FailureNote />
    </StrictMode>,
  )
}
