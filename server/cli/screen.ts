import { join } from 'node:path'
import { styleText } from 'node:util'
import { createLog, type Log } from '../log.ts'
import { outputOf } from './build-extension.ts'

const COLUMN = 10

/** What a person reads after `npm start`; `root` is the checkout's folder. */
export function welcome(about: {
  url: string
  code: string
  root: string
  keyboard: boolean
}): string {
  const { url, code, root, keyboard } = about
  return [
    '',
    `  ${bold('DeepRecall Capture')} runs at ${bold(url)}`,
    '',
    '  Load the extension, once:',
    row('Chrome', 'chrome://extensions → Developer mode → Load unpacked'),
    row('', join(root, outputOf('chrome'))),
    row('Firefox', 'about:debugging → This Firefox → Load Temporary Add-on'),
    row('', join(root, outputOf('firefox'), 'manifest.json')),
    '',
    '  Connect it, in its options:',
    row('Server', url),
    codeRow(code),
    '',
    dim(keyboard ? '  Enter: another code. Ctrl-C: stop.' : '  Another code: npm run -s code'),
    '',
  ].join('\n')
}

/** One code, with what to know about it. */
export function codeRow(code: string): string {
  return `${row('Code', bold(code))}  ${dim('works once, for ten minutes')}`
}

/** A log whose lines are sentences, for a terminal. */
export function sentenceLog(level: string): Log {
  return createLog(level, {
    write: (line) => {
      const { msg, level: _level, time: _time, ...fields } = JSON.parse(line)
      const more = Object.keys(fields).length === 0 ? '' : ` ${JSON.stringify(fields)}`
      console.error(dim(`  ${msg}${more}`))
    },
  })
}

export function dim(text: string): string {
  return styleText('dim', text)
}

function bold(text: string): string {
  return styleText('bold', text)
}

function row(name: string, value: string): string {
  return `    ${name.padEnd(COLUMN)}${value}`
}
