import { useEffect, useState } from 'react'

/** False until `ms` milliseconds have passed since the first render: what is over sooner is never shown. */
export function useAfter(ms: number): boolean {
  const [due, setDue] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return due
}
