'use client'

import { useEffect, useEffectEvent } from 'react'
import { useMutation, useQuery } from 'urql'
import type { ScanReportFragment } from '#generated/graphql.ts'
import { whatWentWrong } from '#graph/failure.ts'
import { useToast } from '#ui/toasts.tsx'
import { latestScanQuery, startScanMutation } from './operations.ts'

const POLL_MS = 1_000
const POLL_IDLE_MS = 30_000

interface ScanControl {
  /** The newest scan, whoever started it. */
  latest: ScanReportFragment | undefined
  isScanning: boolean
  /** Starts a scan for a niche, or for the configured one. */
  start: (niche: string | undefined) => void
}

/** Starts scans and follows the newest one, whoever or whatever started it. `onFinished` is called when it ends. */
export function useScan(onFinished: () => void): ScanControl {
  const toast = useToast()
  const [{ data }, read] = useQuery({ query: latestScanQuery })
  const [{ fetching }, startScan] = useMutation(startScanMutation)
  const latest = data?.scans?.nodes[0]
  const isRunning = latest?.status === 'QUEUED' || latest?.status === 'RUNNING'

  const finish = useEffectEvent(onFinished)
  const readAgain = useEffectEvent(() => read({ requestPolicy: 'network-only' }))
  useEffect(() => {
    const poll = () => document.visibilityState === 'visible' && readAgain()
    const timer = setInterval(poll, isRunning ? POLL_MS : POLL_IDLE_MS)
    return () => {
      clearInterval(timer)
      if (isRunning) finish()
    }
  }, [isRunning])

  const start = async (niche: string | undefined) => {
    const { data: started, error } = await startScan({ input: { niche } })
    const problem = whatWentWrong(error, started?.startScan.userErrors)
    if (problem) return toast({ tone: 'bad', message: problem.message })
    read({ requestPolicy: 'network-only' })
  }

  return { latest, isScanning: fetching || isRunning, start: niche => void start(niche) }
}
