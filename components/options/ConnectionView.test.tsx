// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { type ConnectionState, ConnectionView } from './ConnectionView.tsx'

afterEach(cleanup)

function show(state: ConnectionState) {
  const onConnect = vi.fn()
  const view = render(<ConnectionView state={state} onConnect={onConnect} />)
  const become = (next: ConnectionState) =>
    view.rerender(<ConnectionView state={next} onConnect={onConnect} />)
  return { onConnect, become, user: userEvent.setup() }
}

const server = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Server address' })
const code = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'One-time code' })
const said = () =>
  screen
    .getAllByRole('status')
    .map((region) => region.textContent)
    .join('')

it('hands over address and code, without the blanks around them, by keyboard', async () => {
  const { onConnect, user } = show({ kind: 'local' })
  await user.tab()
  await user.keyboard('http://127.0.0.1:3000 {Tab} AB12-CD34 {Enter}')
  expect(onConnect.mock.calls).toEqual([[{ server: 'http://127.0.0.1:3000', code: 'AB12-CD34' }]])
})

it('hands nothing over that is not filled in, nor anything twice while connecting', async () => {
  const { onConnect, become, user } = show({ kind: 'local' })
  await user.click(screen.getByRole('button', { name: 'Connect' }))
  expect(onConnect).not.toHaveBeenCalled()
  await user.type(server(), 'http://127.0.0.1:3000')
  await user.type(code(), 'AB12')
  become({ kind: 'connecting' })
  await user.click(screen.getByRole('button', { name: 'Connecting' }))
  expect(onConnect).not.toHaveBeenCalled()
})

it('says why connecting failed and keeps what was typed', async () => {
  const { become, user } = show({ kind: 'local' })
  await user.type(server(), 'http://127.0.0.1:3000')
  await user.type(code(), 'AB12')
  become({ kind: 'connecting' })
  become({ kind: 'failed', server: 'http://127.0.0.1:3000', message: 'This code is used up.' })
  expect(said()).toBe('This code is used up.')
  expect([server().value, code().value]).toEqual(['http://127.0.0.1:3000', 'AB12'])
})

it('fills the address in again where the page was opened after a failure', () => {
  show({ kind: 'failed', server: 'http://127.0.0.1:3000', message: 'Not reachable.' })
  expect(server().value).toBe('http://127.0.0.1:3000')
})

it('says to which server and whose library it is connected', () => {
  show({ kind: 'connected', server: 'https://library.example.org', owner: 'me' })
  expect(said()).toBe('Connected')
  expect(screen.getByText('https://library.example.org')).toBeTruthy()
  expect(screen.getByText('me')).toBeTruthy()
  expect(screen.queryByRole('textbox')).toBeNull()
  expect(screen.queryByRole('button')).toBeNull()
})

it('says why nothing is sent to a server that it is connected to', () => {
  const state = { kind: 'connected', server: 'https://a.example', owner: 'me' } as const
  const { become } = show({ ...state, note: 'The server does not let this device write.' })
  expect(said()).toBe('ConnectedThe server does not let this device write.')
  become(state)
  expect(said()).toBe('Connected')
})

it('lets go of the server where that is possible', async () => {
  const onDisconnect = vi.fn()
  const state: ConnectionState = { kind: 'connected', server: 'https://a.example', owner: 'me' }
  render(<ConnectionView state={state} onConnect={vi.fn()} onDisconnect={onDisconnect} />)
  await userEvent.click(screen.getByRole('button', { name: 'Disconnect' }))
  expect(onDisconnect).toHaveBeenCalledOnce()
})
