// Keeps a list still while someone points at it or has focus in it, so that nothing moves under the pointer.
import { useRef, useState } from 'react'

/**
 * Holds a value still while the element is pointed at or focused.
 *
 * @param value - the newest.
 * @returns the value to show, and handlers for the element around it.
 */
export function useHeld<Value>(value: Value) {
  const [over, setOver] = useState(false)
  const [focused, setFocused] = useState(false)
  const shown = useRef(value)
  if (!over && !focused) shown.current = value
  return {
    shown: shown.current,
    hold: {
      onPointerEnter: () => setOver(true),
      onPointerLeave: () => setOver(false),
      onFocus: () => setFocused(true),
      onBlur: () => setFocused(false),
    },
  }
}
