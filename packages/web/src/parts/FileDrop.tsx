// A place to drop a file, or to choose one: a native file field, so that keyboard and assistive technology just work. Reads nothing of the file.
import { IconFileImport } from '@tabler/icons-react'
import { type DragEvent, useId, useState } from 'react'
import css from './file-drop.module.css'

type Given = {
  /** What is to be done here. */
  readonly label: string
  /** Which files, how large. */
  readonly hint: string
  /** Endings of files, as the browser's own window offers them. */
  readonly accept: string
  readonly busy?: boolean
  readonly take: (file: File) => void
}

/** The place. Of several files the first is taken. */
export function FileDrop({ label, hint, accept, busy = false, take }: Given) {
  const id = useId()
  const [over, setOver] = useState(false)
  const first = (files: FileList | null) => {
    const file = files?.[0]
    if (file !== undefined && !busy) take(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    first(event.dataTransfer.files)
  }
  return (
    <label
      htmlFor={id}
      className={css.drop}
      data-over={over}
      aria-busy={busy}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileImport size={22} stroke={1.6} aria-hidden />
      <span>
        <b>{label}</b>
        <span className={css.hint}>{hint}</span>
      </span>
      <input
        id={id}
        type="file"
        className="visually-hidden"
        accept={accept}
        disabled={busy}
        onChange={(event) => {
          first(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
    </label>
  )
}
