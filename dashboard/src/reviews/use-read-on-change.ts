'use client'

import { useEffect, useEffectEvent, useRef } from 'react'

/** Reads again whenever `value` changes, but not when it becomes known. */
export function useReadOnChange(value: number | null, readAgain: () => void): void {
  const before = useRef(value)
  const read = useEffectEvent(readAgain)
  useEffect(() => {
    if (before.current !== null && before.current !== value) read()
    before.current = value
  }, [value])
}
