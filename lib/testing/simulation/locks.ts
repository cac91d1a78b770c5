type Granted = (lock: { name: string } | null) => unknown

interface Waiter {
  name: string
  holder: string
  callback: Granted
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

/**
 * Web Locks of a simulated world: exclusive ones, granted in order. A name may end in `#holder`; when
 * that holder is killed, what it has and what it waits for is let go, as a browser does for a page
 * that dies; it gets no other.
 */
export function createLocks() {
  const held = new Map<string, Waiter>()
  const queue: Waiter[] = []
  const dead = new Set<string>()

  const release = (waiter: Waiter) => {
    if (held.get(waiter.name) !== waiter) return
    held.delete(waiter.name)
    const next = queue.find((other) => other.name === waiter.name)
    if (!next) return
    queue.splice(queue.indexOf(next), 1)
    grant(next)
  }
  const grant = (waiter: Waiter) => {
    held.set(waiter.name, waiter)
    Promise.resolve()
      .then(() => waiter.callback({ name: waiter.name }))
      .then(waiter.resolve, waiter.reject)
      .finally(() => release(waiter))
  }
  const request = (tagged: string, ...rest: [object, Granted] | [Granted]): Promise<unknown> => {
    const callback = rest.at(-1) as Granted // it is the last argument in both forms
    const { ifAvailable = false } = (rest.length > 1 ? rest[0] : {}) as { ifAvailable?: boolean }
    const [name = '', holder = ''] = tagged.split('#')
    return new Promise((resolve, reject) => {
      if (dead.has(holder)) return
      const waiter = { name, holder, callback, resolve, reject }
      if (!held.has(name)) grant(waiter)
      else if (ifAvailable) resolve(callback(null))
      else queue.push(waiter)
    })
  }
  /** Lets go of all that a dead holder has; it gets no lock any more. */
  const bury = (holder: string) => {
    dead.add(holder)
    for (const waiter of queue.filter((one) => one.holder === holder)) {
      queue.splice(queue.indexOf(waiter), 1)
    }
    for (const waiter of [...held.values()]) if (waiter.holder === holder) release(waiter)
  }
  return { locks: { request }, bury }
}

export type SimulatedLocks = ReturnType<typeof createLocks>
