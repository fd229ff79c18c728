'use client'

import { useCallback, useEffect, useEffectEvent, useRef } from 'react'

/** A version of `run` that runs at most once in `everyMs`: at once the first time, then at the end of each span. */
export function useThrottled(run: () => void, everyMs: number): () => void {
  const act = useEffectEvent(run)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isAsked = useRef(false)

  const fire = useRef<() => void>(() => undefined)
  useEffect(() => {
    fire.current = () => {
      isAsked.current = false
      act()
      timer.current = setTimeout(() => {
        timer.current = undefined
        if (isAsked.current) fire.current()
      }, everyMs)
    }
    return () => {
      clearTimeout(timer.current)
      timer.current = undefined
    }
  }, [everyMs])

  return useCallback(() => {
    isAsked.current = true
    if (timer.current === undefined) fire.current()
  }, [])
}
