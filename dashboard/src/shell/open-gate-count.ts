'use client'

import { createContext, use } from 'react'

/** How many gates wait for a decision, counted once by the shell; null until it is known. */
export const OpenGateCount = createContext<number | null>(null)

export function useOpenGateCount(): number | null {
  return use(OpenGateCount)
}
