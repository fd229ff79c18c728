'use client'

import { useEffect, useState } from 'react'

/**
 * The token of the mailed link that led here: a text, or null when there is none. It comes behind the `#`, which browsers
 * send to nobody, and is taken out of the address at once. `undefined` until the page has looked.
 */
export function useLinkToken(): string | null | undefined {
  const [token, setToken] = useState<string | null>()
  useEffect(() => {
    const take = () => {
      const found = new URLSearchParams(window.location.hash.slice(1)).get('token')
      if (found) window.history.replaceState(null, '', window.location.pathname)
      setToken(known => found ?? known ?? null)
    }
    take()
    // Another link, opened in the same tab, changes nothing but what is behind the #.
    window.addEventListener('hashchange', take)
    return () => window.removeEventListener('hashchange', take)
  }, [])
  return token
}
