import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One fenced block of a document. */
export interface Block {
  /** What follows the three backticks: `ts`, `sh` … */
  language: string
  /** The name after the language, empty where there is none. */
  file: string
  code: string
}

const TOP = join(import.meta.dirname, '../..')

/** Blocks are written here, beside lib, so that their imports read as they would in a folder of ours. */
const EXTRACTED = join(TOP, '.docs')

/** The text of a document, by its path from the top of the project. */
export function readDoc(path: string): string {
  return readFileSync(join(TOP, path), 'utf8')
}

/** The fenced blocks of a Markdown text, in order. */
export function blocksOf(text: string): Block[] {
  const found = text.matchAll(/^```(\w*) ?(\S*)\n([\s\S]*?)^```$/gm)
  return [...found].map(([, language = '', file = '', code = '']) => ({ language, file, code }))
}

/** Writes a document's TypeScript blocks as files and answers their names. */
export function extractBlocks(path: string): string[] {
  mkdirSync(EXTRACTED, { recursive: true })
  const typescript = blocksOf(readDoc(path)).filter(({ language }) => /^tsx?$/.test(language))
  for (const { file, code } of typescript) writeWhole(file, code)
  const files = typescript.map(({ file }) => file)
  const config = { extends: '../tsconfig.json', files: [...files, '../.wxt/wxt.d.ts'], include: [] }
  writeWhole('tsconfig.json', JSON.stringify(config))
  return files
}

/** A file that another test may be reading appears whole or not at all. */
function writeWhole(name: string, text: string): void {
  const half = extracted(`${name}.${process.pid}`)
  writeFileSync(half, text)
  renameSync(half, extracted(name))
}

/** Where an extracted block lies, for `import()`. */
export function extracted(name: string): string {
  return join(EXTRACTED, name)
}
