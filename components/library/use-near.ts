import { type RefObject, useEffect, useState } from 'react'

/** True once the element has come within one more screen of being seen, and from then on. */
export function useNear(ref: RefObject<Element | null>, from: boolean): boolean {
  const [near, setNear] = useState(from)
  useEffect(() => {
    if (near || !ref.current) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true)
      },
      { root: ref.current.parentElement, rootMargin: '100%' },
    )
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [ref, near])
  return near
}
