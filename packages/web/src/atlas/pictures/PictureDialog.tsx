// The picture of a place in a map or of a persona: chosen, dropped or pasted, and what it shows, for those who do not see it.
import type { KeptPicture } from '@lotse/protocol'
import { IconPhotoOff } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type ClipboardEvent, type FormEvent, useEffect, useId, useMemo, useState } from 'react'
import { pictureIn } from '../../canvas/pictures.ts'
import { sendBytes } from '../../files/upload.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { FileDrop } from '../../parts/FileDrop.tsx'
import { fieldOf } from '../../parts/form.ts'
import { Notice } from '../../parts/Notice.tsx'
import { TextArea } from '../../parts/TextArea.tsx'
import { problemText } from '../../words/problem.ts'
import { useWords } from '../../words/use.ts'
import css from './pictures.module.css'
import { shrunk } from './shrunk.ts'

const ACCEPT = 'image/png,image/jpeg,image/webp,image/gif'
const ALT_LENGTH_MAX = 500

type Given = {
  /** What the place is called. */
  readonly place: string
  /** The id of the picture that is there. */
  readonly standing: string | null
  /** What it shows; undefined: that stands beside it anyway. */
  readonly alt: string | undefined
  readonly language: string
  readonly address: (id: string) => string | undefined
  /** A picture that was dropped or pasted at the place. */
  readonly brought: File | undefined
  readonly put: (image: string | null, alt: string) => void
  readonly close: () => void
}

/** The dialog. */
export function PictureDialog({ place, standing, alt: said, language, address, brought, put, close }: Given) {
  const { t } = useWords()
  const form = useId()
  const [file, setFile] = useState(brought)
  const preview = usePreview(file) ?? (standing === null ? undefined : address(standing))
  const leave = (image: string | null, alt: string) => {
    put(image, alt)
    close()
  }
  const keep = useMutation({
    mutationFn: async () => (file === undefined ? standing : (await kept(file)).id),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const alt = fieldOf(new FormData(event.currentTarget), 'alt').trim()
    keep.mutate(undefined, { onSuccess: (image) => leave(image, alt) })
  }
  const paste = (event: ClipboardEvent) => {
    const picture = pictureIn(event.clipboardData.files)
    if (picture === undefined) return
    event.preventDefault()
    setFile(picture)
  }
  return (
    <Dialog
      open
      close={close}
      title={t('pictures.title', { place })}
      actions={
        <Acts
          form={form}
          busy={keep.isPending}
          ready={preview !== undefined}
          remove={standing === null ? undefined : () => leave(null, '')}
        />
      }
    >
      <form id={form} className="stack" onSubmit={submit} onPaste={paste}>
        {keep.isError ? <Notice kind="harm">{problemText(t, keep.error)}</Notice> : null}
        {preview === undefined ? null : <img className={css.preview} src={preview} alt={t('pictures.preview')} />}
        <FileDrop
          label={t(preview === undefined ? 'pictures.choose' : 'pictures.change')}
          hint={t('pictures.hint')}
          accept={ACCEPT}
          busy={keep.isPending}
          take={setFile}
        />
        {preview === undefined || said === undefined ? null : (
          <TextArea
            label={t('pictures.alt')}
            hint={t('pictures.altHint')}
            name="alt"
            rows={2}
            maxLength={ALT_LENGTH_MAX}
            required
            defaultValue={said}
            data-autofocus={brought === undefined ? undefined : ''}
            lang={language}
          />
        )}
      </form>
    </Dialog>
  )
}

type ActsGiven = {
  readonly form: string
  readonly busy: boolean
  readonly ready: boolean
  /** Absent where there is no picture yet. */
  readonly remove: (() => void) | undefined
}

function Acts({ form, busy, ready, remove }: ActsGiven) {
  const { t } = useWords()
  return (
    <>
      {remove === undefined ? null : (
        <Button kind="quiet" onClick={remove}>
          <IconPhotoOff size={16} stroke={1.7} aria-hidden />
          {t('pictures.remove')}
        </Button>
      )}
      <Button type="submit" form={form} kind="primary" busy={busy} disabled={!ready}>
        {t('pictures.keep')}
      </Button>
    </>
  )
}

const kept = async (file: File): Promise<KeptPicture> => sendBytes('addPicture', {}, await shrunk(file))

/** Where a file of this computer can be looked at, as long as it is looked at. */
function usePreview(file: File | undefined): string | undefined {
  const address = useMemo(() => (file === undefined ? undefined : URL.createObjectURL(file)), [file])
  useEffect(() => (address === undefined ? undefined : () => URL.revokeObjectURL(address)), [address])
  return address
}
