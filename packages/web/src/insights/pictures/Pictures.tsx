// The pictures of an insight on its page: to look at, to add, to take away and to bring back.
import type { InsightPicture } from '@lotse/protocol'
import { IconPhotoPlus, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api.ts'
import { address } from '../../atlas/pictures/address.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Answer } from '../../parts/states.tsx'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import { picturesQuery } from './data.ts'
import { PictureDialog } from './PictureDialog.tsx'
import css from './pictures.module.css'

type Given = { readonly insight: string; readonly name: string; readonly mayEdit: boolean }

/** The card. @param mayEdit - whether the reader may add and take away. */
export function Pictures({ insight, name, mayEdit }: Given) {
  const { t } = useWords()
  const query = useQuery(picturesQuery(insight))
  const [adding, setAdding] = useState(false)
  return (
    <Card
      title={t('insightPictures.title')}
      side={
        mayEdit ? (
          <Button onClick={() => setAdding(true)}>
            <IconPhotoPlus size={16} stroke={1.7} aria-hidden />
            {t('insightPictures.add')}
          </Button>
        ) : undefined
      }
    >
      <Answer query={query}>
        {(pictures) =>
          pictures.length === 0 ? (
            <p className="quiet">{t(mayEdit ? 'insightPictures.none' : 'insightPictures.noneToRead')}</p>
          ) : (
            <ul className={css.pictures}>
              {pictures.map((one) => (
                <Shown key={one.id} insight={insight} shown={one} mayEdit={mayEdit} />
              ))}
            </ul>
          )
        }
      </Answer>
      {adding ? <PictureDialog insight={insight} name={name} close={() => setAdding(false)} /> : null}
    </Card>
  )
}

type ShownGiven = { readonly insight: string; readonly shown: InsightPicture; readonly mayEdit: boolean }

function Shown({ insight, shown, mayEdit }: ShownGiven) {
  const { t } = useWords()
  const { picture, caption } = shown
  const called = caption === '' ? t('insightPictures.unnamed') : caption
  return (
    <li className={css.picture}>
      <a
        href={address(picture.id)}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={t('insightPictures.whole', { caption: called })}
      >
        <img src={address(picture.id)} alt={caption} width={picture.width} height={picture.height} loading="lazy" />
      </a>
      <div className={css.foot}>
        <bdi>{caption}</bdi>
        {mayEdit ? <Remove insight={insight} shown={shown} called={called} /> : null}
      </div>
    </li>
  )
}

type RemoveGiven = { readonly insight: string; readonly shown: InsightPicture; readonly called: string }

function Remove({ insight, shown: { id }, called }: RemoveGiven) {
  const { t } = useWords()
  const client = useQueryClient()
  const { offerUndo, sayFailure } = useUndo()
  const params = { id: insight, picture: id }
  const fresh = () => client.invalidateQueries(picturesQuery(insight))
  const remove = useMutation({
    mutationFn: () => call('removeInsightPicture', { params }),
    onSuccess: async () => {
      offerUndo(t('insightPictures.removed'), async () => {
        await call('restoreInsightPicture', { params })
        await fresh()
      })
      await fresh()
    },
    onError: sayFailure,
  })
  const label = t('insightPictures.remove', { caption: called })
  return (
    <Button kind="quiet" busy={remove.isPending} aria-label={label} title={label} onClick={() => remove.mutate()}>
      <IconTrash size={15} stroke={1.7} aria-hidden />
    </Button>
  )
}
