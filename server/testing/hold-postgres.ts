import { startPostgres } from '../embedded/postgres.ts'
import { createLog } from '../log.ts'

// A program that holds a Postgres until it is killed; it prints the address.
const [dataDir] = process.argv.slice(2)
if (dataDir === undefined) throw new Error('Name a data directory')
const { url } = await startPostgres({ dataDir, log: createLog('silent') })
console.log(url)
