// Raw data as a tree that opens and closes, with a button that copies all of it. Never runs or links what stands in it.

import css from './json.module.css'
import { CopyButton } from './Snippet.tsx'

type Value = unknown

const OPEN_DEPTH = 2
const isBranch = (value: Value): value is object => typeof value === 'object' && value !== null

/** @param value - anything that JSON can hold. */
export function Json({ value, label }: { value: Value; label: string }) {
  return (
    <figure className={css.json} aria-label={label}>
      <div className={css.copy}>
        <CopyButton text={JSON.stringify(value, null, 2)} />
      </div>
      {isBranch(value) ? <Branch value={value} depth={0} /> : <Leaf value={value} />}
    </figure>
  )
}

function Branch({ value, depth }: { value: object; depth: number }) {
  const entries = Object.entries(value)
  if (entries.length === 0) return <span className={css.mark}>{Array.isArray(value) ? '[]' : '{}'}</span>
  return (
    <ul className={css.branch}>
      {entries.map(([name, child]) => (
        <li key={name}>
          {isBranch(child) && Object.keys(child).length > 0 ? (
            <details open={depth + 1 < OPEN_DEPTH}>
              <summary>
                <span className={css.name}>{name}</span>{' '}
                <span className={css.mark}>{Array.isArray(child) ? `[${child.length}]` : '{…}'}</span>
              </summary>
              <Branch value={child} depth={depth + 1} />
            </details>
          ) : (
            <>
              <span className={css.name}>{name}</span>{' '}
              {isBranch(child) ? <Branch value={child} depth={depth + 1} /> : <Leaf value={child} />}
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

function Leaf({ value }: { value: Value }) {
  const kind = value === null ? 'null' : typeof value
  return (
    <bdi className={css.leaf} data-kind={kind}>
      {kind === 'string' ? String(value) : JSON.stringify(value)}
    </bdi>
  )
}
