import { Window } from 'happy-dom'

/**
 * Import it first where hooks meet the real server: a document for React, and nothing else. (The
 * whole happy-dom environment would bring its own fetch, URL and navigator without locks.)
 */
const window = new Window()
Object.assign(globalThis, { window, document: window.document, IS_REACT_ACT_ENVIRONMENT: true })
