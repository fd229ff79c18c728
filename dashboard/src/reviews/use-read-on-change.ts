'use client'

import { useEffect, useEffectEvent, useRef } from 'react'

/** Reads again whenever `value` changes, but not at first. */
export function useReadOnChange(value: number, readAgain: () => void): void {
  const before = useRef(value)
  const read = useEffectEvent(readAgain)
  useEffect(() => {
    if (before.current !== value) read()
    before.current = value
  }, [value])
}
