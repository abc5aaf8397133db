// How customers see the workspace: name, colour, logo, with a picture of a mail beside. Every change can be undone.
import type { Brand as Facts } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ChangeEvent, type FormEvent, useId, useRef, useState } from 'react'
import { call, Refused } from '../api.ts'
import { useMe } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import { Answer, Failure } from '../parts/states.tsx'
import type { Undo } from '../parts/toasts.ts'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import css from './brand.module.css'
import { brandQuery } from './data.ts'
import { base64Of, LOGO_BYTES_MAX, textOn } from './logo.ts'
import page from './settings.module.css'

/** The page. */
export function Brand() {
  const { t } = useWords()
  const query = useQuery(brandQuery)
  return (
    <Page title={t('settings.page.brand')}>
      <div className={page.column}>
        <p className={page.lead}>{t('brand.lead')}</p>
        <Answer query={query}>
          {(brand) => (
            <>
              <Looks key={JSON.stringify([brand.name, brand.color])} brand={brand} />
              <Logo brand={brand} />
            </>
          )}
        </Answer>
      </div>
    </Page>
  )
}

const USUAL_COLOR = '#0a6b72'

function Looks({ brand }: { brand: Facts }) {
  const { t } = useWords()
  const { workspace } = useMe()
  const client = useQueryClient()
  const { offerUndo } = useUndo()
  const [color, setColor] = useState(brand.color ?? USUAL_COLOR)
  const [name, setName] = useState(brand.name ?? '')
  const put = async (facts: Pick<Facts, 'name' | 'color'>) =>
    client.setQueryData(brandQuery.queryKey, await call('setBrand', { body: facts }))
  const set = useMutation({
    mutationFn: put,
    onMutate: () => ({ name: brand.name, color: brand.color }),
    onSuccess: (_, __, before) => offerUndo(t('brand.saved'), () => put(before)),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = fieldOf(new FormData(event.currentTarget), 'name').trim()
    set.mutate({ name: typed === '' ? null : typed, color: color === USUAL_COLOR ? null : color })
  }
  return (
    <Card title={t('brand.looks')}>
      <div className={css.beside}>
        <form className={page.form} onSubmit={submit}>
          {set.isError ? <Failure failure={set.error} /> : null}
          <Field
            label={t('brand.name')}
            hint={t('brand.nameHint')}
            name="name"
            value={name}
            onChange={({ target }) => setName(target.value)}
            placeholder={workspace.name}
            maxLength={100}
            autoComplete="off"
          />
          <Field
            label={t('brand.color')}
            hint={t('brand.colorHint')}
            type="color"
            value={color}
            onChange={({ target }) => setColor(target.value)}
          />
          <div className={page.row}>
            <Button type="submit" kind="primary" busy={set.isPending}>
              {t('settings.save')}
            </Button>
          </div>
        </form>
        <Sample name={name.trim() || workspace.name} color={color} logoUrl={brand.logoUrl} />
      </div>
    </Card>
  )
}

/** A mail in small, so that one sees what one does. */
function Sample({ name, color, logoUrl }: { name: string; color: string; logoUrl: string | null }) {
  const { t } = useWords()
  return (
    <figure className={css.sample}>
      <figcaption className="quiet">{t('brand.sample')}</figcaption>
      <div className={css.sheet}>
        {logoUrl === null ? <b>{name}</b> : <img src={logoUrl} alt={name} height={32} />}
        <span className={css.bar} />
        <span className={css.bar} />
        <span className={css.button} style={{ background: color, color: textOn(color) }}>
          {t('brand.sampleButton')}
        </span>
      </div>
    </figure>
  )
}

function Logo({ brand }: { brand: Facts }) {
  const { t, f } = useWords()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const client = useQueryClient()
  const { offerUndo, sayFailure } = useUndo()
  const show = (now: Facts) => client.setQueryData(brandQuery.queryKey, now)
  const set = async (file: Blob) => show(await call('setLogo', { body: { data: await base64Of(file) } }))
  const clear = async () => show(await call('removeLogo', {}))
  const put = useMutation({ mutationFn: set })
  const remove = useMutation({ mutationFn: clear, onError: sayFailure })
  /** The way back to the logo of this moment, which is fetched before it is gone. */
  const wayBack = async (): Promise<Undo> => {
    if (brand.logoUrl === null) return clear
    const before = await (await fetch(brand.logoUrl)).blob()
    return () => set(before)
  }
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? []
    target.value = ''
    if (file === undefined) return
    const undo = await wayBack()
    put.mutate(file, { onSuccess: () => offerUndo(t('brand.logoSaved'), undo) })
  }
  const take = async () => {
    const undo = await wayBack()
    remove.mutate(undefined, { onSuccess: () => offerUndo(t('brand.logoRemoved'), undo) })
  }
  const refused = put.error instanceof Refused && ['brand.logo_invalid', 'request.invalid'].includes(put.error.code)
  const hint = t('brand.logoHint', { size: f.whole(LOGO_BYTES_MAX / 1024) })
  return (
    <Card title={t('brand.logo')}>
      <div className="stack">
        {refused ? <Notice kind="harm">{t('brand.logoRefused')}</Notice> : null}
        {put.isError && !refused ? <Failure failure={put.error} /> : null}
        {brand.logoUrl === null ? null : <img className={css.logo} src={brand.logoUrl} alt={t('brand.logoNow')} />}
        <p id={`${id}-hint`} className="quiet">
          {hint}
        </p>
        <input
          ref={input}
          className="visually-hidden"
          tabIndex={-1}
          aria-hidden
          type="file"
          accept="image/png,image/jpeg,image/svg+xml"
          onChange={(event) => void choose(event).catch(sayFailure)}
        />
        <div className={page.row}>
          <Button busy={put.isPending} aria-describedby={`${id}-hint`} onClick={() => input.current?.click()}>
            {t('brand.logoChoose')}
          </Button>
          {brand.logoUrl === null ? null : (
            <Button kind="quiet" busy={remove.isPending} onClick={() => void take().catch(sayFailure)}>
              {t('brand.logoRemove')}
            </Button>
          )}
        </div>
      </div>
    </Card>
  )
}
