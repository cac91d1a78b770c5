import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { LIBRARY } from './sample-library.ts'

it('npm run demo shows the main job: the click, the row, the times and the pictures', async () => {
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, ['--import', 'tsx', 'e2e/demo.ts'])
  expect(stdout).toMatch(/\d ms {2}click → Saved, in the popup/)
  expect(stdout).toMatch(/\d ms {2}click → the row is in Postgres/)
  const record = JSON.parse(/^\{[\s\S]*?^\}/m.exec(stdout)?.[0] ?? 'null')
  expect(record).toMatchObject({ title: LIBRARY[0]?.title, year: 1978, rev: 1, work_type: 'paper' })
  const pictures = stdout.match(/\S+\.png/g) ?? []
  expect(pictures).toHaveLength(2)
  expect(pictures.filter((path) => !existsSync(path))).toEqual([])
})
