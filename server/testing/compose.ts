import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'

/** What the tests look at of a service. */
export interface Service {
  image?: string
  build?: { context: string; dockerfile: string }
  command?: string
  environment: Record<string, string | number>
  ports?: string[]
  volumes?: string[]
  healthcheck?: { test: string[] }
}

export interface Compose {
  services: Record<string, Service>
  volumes: Record<string, unknown>
}

/** Reads docker-compose.yml as Compose does it with these variables set. */
export async function readCompose(variables: Record<string, string>): Promise<Compose> {
  const text = await readFile(new URL('../../docker-compose.yml', import.meta.url), 'utf8')
  return parse(interpolate(text, variables))
}

const VARIABLE = /\$\{(\w+)(?::([-?])([^}]*))?\}/g

function interpolate(text: string, variables: Record<string, string>): string {
  return text.replace(VARIABLE, (_all, name: string, operator?: string, rest = '') => {
    const value = variables[name] ?? ''
    if (value === '' && operator === '?') throw new Error(`${name} is not set: ${rest}`)
    return value === '' ? rest : value
  })
}
