// A face made of initials, in a colour that stays the same for the same person. Decoration beside a name.
import { initialsOf } from '../shell/initials.ts'
import css from './avatar.module.css'
import { hueOf } from './hue.ts'

/** @param of - what the colour follows, e.g. an id; the name when not said. */
export function Avatar({ name, of = name, size = 24 }: { name: string; of?: string; size?: number }) {
  return (
    <span
      className={css.avatar}
      data-hue={hueOf(of)}
      style={{ width: size, height: size, fontSize: Math.round(size * 0.4) }}
      aria-hidden
    >
      {initialsOf(name)}
    </span>
  )
}
