'use client'

import { ChevronDown, Radar } from 'lucide-react'
import { Button } from '#ui/button.tsx'
import { Menu, MenuItem } from '#ui/menu.tsx'

interface ScanButtonProps {
  niches: string[]
  isScanning: boolean
  onScan: (niche: string | undefined) => void
}

/** Scans now, for the configured niche or for a chosen one. */
export function ScanButton({ niches, isScanning, onScan }: ScanButtonProps) {
  return (
    <div className="flex">
      <Button
        icon={Radar}
        isBusy={isScanning}
        onClick={() => onScan(undefined)}
        className={niches.length > 0 ? 'rounded-r-none' : undefined}
      >
        {isScanning ? 'Scanning…' : 'Scan now'}
      </Button>
      {niches.length > 0 && (
        <Menu
          label="Scan for a niche"
          heading={<p className="px-2.5 pt-1 pb-1.5 text-subtle text-xs">Scan for a niche</p>}
          trigger={attributes => (
            <Button
              {...attributes}
              aria-label="Scan for a niche"
              disabled={isScanning}
              className="rounded-l-none border-l-0 px-2"
            >
              <ChevronDown aria-hidden className="size-4" />
            </Button>
          )}
        >
          {niches.map(niche => (
            <MenuItem key={niche} onSelect={() => onScan(niche)}>
              {niche}
            </MenuItem>
          ))}
        </Menu>
      )}
    </div>
  )
}
