// Loaded into the server before all else: ends it, saying so, when something reaches Object.prototype.
const EVERY_MS = 100

const look = () => {
  const reached = Object.keys(Object.prototype)
  if (reached.length === 0 && !('polluted' in {})) return
  console.error(`Object.prototype has ${reached.join(', ')}`)
  process.exit(70)
}

setInterval(look, EVERY_MS).unref()
process.once('exit', look)
