import {
  Clapperboard,
  ClipboardCheck,
  LayoutDashboard,
  type LucideIcon,
  ShieldCheck,
  TrendingUp,
} from 'lucide-react'

export interface Destination {
  href: string
  label: string
  icon: LucideIcon
}

interface MainDestination extends Destination {
  /** Pressed after `g`. */
  key: string
}

/** The pages, in the order of the navigation. */
export const DESTINATIONS: readonly MainDestination[] = [
  { href: '/', label: 'Overview', icon: LayoutDashboard, key: 'o' },
  { href: '/trends', label: 'Trends', icon: TrendingUp, key: 't' },
  { href: '/contents', label: 'Contents', icon: Clapperboard, key: 'c' },
  { href: '/reviews', label: 'Reviews', icon: ClipboardCheck, key: 'r' },
]

/** For admins, after the others. */
export const ADMINISTRATION: Destination = { href: '/admin', label: 'Administration', icon: ShieldCheck }

/** True when `pathname` is the destination's page or a page below it. */
export function isAt(destination: Destination, pathname: string): boolean {
  return destination.href === '/' ? pathname === '/' : pathname.startsWith(destination.href)
}
