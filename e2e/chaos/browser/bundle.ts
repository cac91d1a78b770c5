import { fileURLToPath } from 'node:url'
import { build } from 'vite'

let made: Promise<string> | null = null

/** `inside.ts` and all that it needs of lib as one script; made once. */
export function insideScript(): Promise<string> {
  made ??= bundle()
  return made
}

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('inside.ts', import.meta.url)),
        formats: ['iife'],
        name: 'chaosInside',
      },
    },
  })
  const [first] = Array.isArray(built) ? built : [built]
  const chunk = first && 'output' in first ? first.output[0] : undefined
  if (!chunk) throw new Error('Vite has bundled nothing')
  return chunk.code
}
