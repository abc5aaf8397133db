// Adds a picture to an insight: chosen or dropped, with a sentence about what it shows, for those who do not see it.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useId, useState } from 'react'
import { call } from '../../api.ts'
import { sendBytes } from '../../files/upload.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field } from '../../parts/Field.tsx'
import { FileDrop } from '../../parts/FileDrop.tsx'
import { fieldOf } from '../../parts/form.ts'
import { Notice } from '../../parts/Notice.tsx'
import { useUndo } from '../../parts/undo.ts'
import { problemText } from '../../words/problem.ts'
import { useWords } from '../../words/use.ts'
import { picturesQuery } from './data.ts'
import css from './pictures.module.css'
import { printable } from './printable.ts'

const ACCEPT = 'image/png,image/jpeg,image/webp,image/gif'
const CAPTION_LENGTH_MAX = 200

type Given = { readonly insight: string; readonly name: string; readonly close: () => void }

/** The dialog. */
export function PictureDialog({ insight, name, close }: Given) {
  const { t } = useWords()
  const form = useId()
  const [file, setFile] = useState<File>()
  const preview = usePreview(file)
  const keep = useKeeping(insight, close)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const caption = fieldOf(new FormData(event.currentTarget), 'caption').trim()
    if (file !== undefined) keep.mutate({ file, caption })
  }
  return (
    <Dialog
      open
      close={close}
      title={t('insightPictures.addTo', { name })}
      actions={
        <>
          <Button onClick={close}>{t('parts.cancel')}</Button>
          <Button type="submit" form={form} kind="primary" busy={keep.isPending} disabled={file === undefined}>
            {t('insightPictures.keep')}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        {keep.isError ? <Notice kind="harm">{problemText(t, keep.error)}</Notice> : null}
        {preview === undefined ? null : <img className={css.preview} src={preview} alt={t('pictures.preview')} />}
        <FileDrop
          label={t(file === undefined ? 'pictures.choose' : 'pictures.change')}
          hint={t('insightPictures.hint')}
          accept={ACCEPT}
          take={setFile}
        />
        <Field
          label={t('insightPictures.caption')}
          hint={t('insightPictures.captionHint')}
          name="caption"
          maxLength={CAPTION_LENGTH_MAX}
          autoComplete="off"
        />
      </form>
    </Dialog>
  )
}

/** Sends it, and offers the way back. */
function useKeeping(insight: string, close: () => void) {
  const { t } = useWords()
  const client = useQueryClient()
  const { offerUndo } = useUndo()
  const fresh = () => client.invalidateQueries(picturesQuery(insight))
  return useMutation({
    mutationFn: async ({ file, caption }: { readonly file: File; readonly caption: string }) =>
      sendBytes('addInsightPicture', { params: { id: insight }, query: { caption } }, await printable(file)),
    onSuccess: async ({ id }) => {
      offerUndo(t('insightPictures.added'), async () => {
        await call('removeInsightPicture', { params: { id: insight, picture: id } })
        await fresh()
      })
      close()
      await fresh()
    },
  })
}

/** The address of a file that is not sent yet, as long as it is shown. */
function usePreview(file: File | undefined): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (file === undefined) return
    const made = URL.createObjectURL(file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return file === undefined ? undefined : address
}
