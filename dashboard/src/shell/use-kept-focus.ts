'use client'

import { type RefObject, useEffect } from 'react'

/** Where the focus was: the element, its place among its siblings and that of all around it, and the page. */
interface Place {
  element: HTMLElement
  /** From the inside out: each element around it, and which of its children led to it. */
  around: { parent: Element; index: number }[]
  pathname: string
}

/** Fields are left out: on a phone they would bring the keyboard up. */
const FOCUSABLE = 'a[href], button:not(:disabled), summary'

/**
 * Puts the focus on what is next when that which had it is taken away, as the row of a session that was ended: the browser
 * would leave it nowhere, and whoever uses the keyboard would begin at the top of the page. On another page it goes to
 * the page itself.
 */
export function useKeptFocus(page: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = page.current
    if (!root) return
    let place: Place | null = null

    const note = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && !target.closest('dialog')) place = placeOf(target, root)
    }
    const look = () => {
      if (!place || place.element.isConnected || document.activeElement !== document.body) return
      const next = nextOf(place, root)
      next.focus({ preventScroll: next === root })
    }
    // Who presses beside everything leaves by themselves.
    const leave = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget) return
      setTimeout(() => {
        if (place?.element.isConnected && document.activeElement === document.body) place = null
      })
    }
    // Also when a dialog goes that would have given the focus back to what is gone.
    const observer = new MutationObserver(look)
    observer.observe(root, { childList: true, subtree: true })
    root.addEventListener('focusin', note)
    root.addEventListener('focusout', leave)
    return () => {
      observer.disconnect()
      root.removeEventListener('focusin', note)
      root.removeEventListener('focusout', leave)
    }
  }, [page])
}

function placeOf(element: HTMLElement, root: HTMLElement): Place {
  const around: Place['around'] = []
  for (let child: Element = element; child !== root && child.parentElement; child = child.parentElement)
    around.push({ parent: child.parentElement, index: [...child.parentElement.children].indexOf(child) })
  return { element, around, pathname: window.location.pathname }
}

/** What comes closest to a place that is gone: after it or before it, in the innermost element that is still there. */
function nextOf({ around, pathname }: Place, root: HTMLElement): HTMLElement {
  if (pathname !== window.location.pathname) return root
  for (const { parent, index } of around) {
    if (!parent.isConnected) continue
    const children = [...parent.children]
    const after = children.slice(index).flatMap(focusablesIn)[0]
    const found = after ?? children.slice(0, index).flatMap(focusablesIn).at(-1)
    if (found) return found
  }
  return root
}

function focusablesIn(element: Element): HTMLElement[] {
  const inside = [...element.querySelectorAll<HTMLElement>(FOCUSABLE)]
  const all = element instanceof HTMLElement && element.matches(FOCUSABLE) ? [element, ...inside] : inside
  return all.filter(each => each.checkVisibility() && !each.closest('dialog'))
}
