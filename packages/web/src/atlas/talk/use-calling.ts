// The list of people behind an @ while a comment is typed, for components: who fits, which one is at hand, what keys do.
import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { callingAt, offered, type Person, withCalled } from './mentions.ts'

type Given = {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly text: string
  readonly write: (text: string) => void
  readonly people: readonly Person[]
}

const NOBODY: readonly Person[] = []

/** Who is offered, and the way to take one. */
export function useCalling({ field, text, write, people }: Given) {
  const [caret, setCaret] = useState(0)
  const [at, setAt] = useState(0)
  const [closed, setClosed] = useState<number | null>(null)
  const moved = useRef<number | null>(null)
  const calling = callingAt(text, caret)
  const options = calling === null || closed === calling.from ? NOBODY : offered(people, calling.find)
  useLayoutEffect(() => {
    if (moved.current === null) return
    field.current?.setSelectionRange(moved.current, moved.current)
    moved.current = null
  })
  const look = () => {
    setCaret(field.current?.selectionStart ?? 0)
    setAt(0)
  }
  const take = (person: Person | undefined) => {
    if (person === undefined || calling === null) return
    const next = withCalled(text, { calling, caret, name: person.name })
    moved.current = next.caret
    setCaret(next.caret)
    write(next.text)
  }
  const acts: Readonly<Record<string, () => void>> = {
    ArrowDown: () => setAt((at + 1) % options.length),
    ArrowUp: () => setAt((at + options.length - 1) % options.length),
    Enter: () => take(options[at]),
    Tab: () => take(options[at]),
    Escape: () => setClosed(calling?.from ?? null),
  }
  /** Whether the key was the list's. */
  const onKey = (event: KeyboardEvent): boolean => {
    const act = options.length === 0 || event.ctrlKey || event.metaKey ? undefined : acts[event.key]
    if (act === undefined) return false
    event.preventDefault()
    event.stopPropagation()
    act()
    return true
  }
  return { options, at, look, take, onKey }
}
