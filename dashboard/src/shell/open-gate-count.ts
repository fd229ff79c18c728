'use client'

import { createContext, use } from 'react'

/** How many gates wait for a decision; counted once by the shell. */
export const OpenGateCount = createContext(0)

export function useOpenGateCount(): number {
  return use(OpenGateCount)
}
