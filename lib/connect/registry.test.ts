import { expect, it } from 'vitest'
import { StorageFullError } from '../buffer/storage-errors.ts'
import { FLOOR_BYTES, type Room } from '../kit/room.ts'
import { testDisk } from '../testing/disk.ts'
import { type Binding, Registry } from './registry.ts'

let registries = 0

function freshRegistry(room?: Room): Registry {
  registries += 1
  return new Registry(`registry_test${registries}`, room)
}

const bindingOf = (owner: string, token: string): Binding => ({
  server: 'http://127.0.0.1:3000',
  owner: { id: owner, name: 'me' },
  token,
})

it('makes one library, whoever asks first', async () => {
  const registry = freshRegistry()
  const [a, b] = await Promise.all([registry.current(), registry.current()])
  expect(a).toEqual(b)
  expect(a.binding).toBeUndefined()
})

it('binds a library and changes nothing else of it', async () => {
  const registry = freshRegistry()
  const before = await registry.current()
  expect(await registry.bind(before.libraryId, bindingOf('a', 'token'))).toBe(true)
  expect(await registry.current()).toEqual({ ...before, binding: bindingOf('a', 'token') })
  expect(await registry.token(before.libraryId)).toBe('token')
})

it('F62 B-20 never gives a library of one account to another', async () => {
  const registry = freshRegistry()
  const { libraryId } = await registry.current()
  await registry.bind(libraryId, bindingOf('a', 'first'))
  expect(await registry.bind(libraryId, bindingOf('b', 'stranger'))).toBe(false)
  expect(await registry.token(libraryId)).toBe('first')
  expect(await registry.bind(libraryId, bindingOf('a', 'second'))).toBe(true)
  expect(await registry.token(libraryId)).toBe('second')
})

it('R5 binds nothing on a full disk, where no database may be written to', async () => {
  const disk = testDisk(FLOOR_BYTES - 1)
  const registry = freshRegistry(disk.room)
  const { libraryId } = await registry.current()
  expect(await registry.writable()).toBe(false)
  const bind = () => registry.bind(libraryId, bindingOf('a', 'token'))
  await expect(bind()).rejects.toThrow(StorageFullError)
  expect(await registry.token(libraryId)).toBe(null)
  disk.left = FLOOR_BYTES
  expect(await bind()).toBe(true)
})

it('tells every watcher when the library is bound', async () => {
  const registry = freshRegistry()
  const seen: (string | undefined)[] = []
  const stop = registry.watch((library) => seen.push(library.binding?.token))
  await expect.poll(() => seen).toEqual([undefined])
  const { libraryId } = await registry.current()
  await registry.bind(libraryId, bindingOf('a', 'token'))
  await expect.poll(() => seen).toEqual([undefined, 'token'])
  stop()
})
