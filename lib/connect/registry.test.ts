import { expect, it } from 'vitest'
import { type Binding, Registry } from './registry.ts'

let registries = 0

function freshRegistry(): Registry {
  registries += 1
  return new Registry(`registry_test${registries}`)
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
