// One line of a list of facts: what it is and what it is like. Its list draws it.
import type { ReactNode } from 'react'

/** The line, for inside a `<dl>`. @param name - what it is. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  )
}
