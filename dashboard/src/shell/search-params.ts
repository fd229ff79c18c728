'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

/**
 * The filters of a page live in its address, so that a link or a reload shows the same. Returns the parameters and a
 * function that sets one; an empty value removes it.
 */
export function useAddressFilters(): [URLSearchParams, (name: string, value: string) => void] {
  const parameters = useSearchParams()
  const set = useCallback((name: string, value: string) => {
    const next = new URLSearchParams(window.location.search)
    if (value) next.set(name, value)
    else next.delete(name)
    const query = next.toString()
    window.history.replaceState(null, '', query ? `?${query}` : window.location.pathname)
  }, [])
  return [parameters, set]
}
