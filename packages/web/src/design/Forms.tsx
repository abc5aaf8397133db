// Fields in their states, and what opens over the page: dialog, side panel, question, message with a way back.
import { Menu } from '@mantine/core'
import { useState } from 'react'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { confirmed } from '../parts/confirm.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { Select } from '../parts/Select.tsx'
import { Switch } from '../parts/Switch.tsx'
import { TextArea } from '../parts/TextArea.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import css from './design.module.css'
import { names } from './samples.ts'

/** The cards. */
export function Forms() {
  const { t } = useWords()
  const choices = names.map((name) => ({ value: name, label: name }))
  return (
    <>
      <Card title={t('design.fields')}>
        <div className="stack">
          <Field label={t('design.field')} hint={t('design.sentence')} defaultValue={names[1]} />
          <Field label={t('design.field')} error={t('design.sentence')} defaultValue={names[8]} />
          <Field label={t('design.field')} disabled />
          <Field label={t('design.day')} type="date" defaultValue="2026-11-22" />
          <Select label={t('design.choice')} choices={choices} />
          <TextArea label={t('design.text')} hint={t('design.sentence')} />
          <Switch label={t('design.on')} hint={t('design.sentence')} defaultChecked />
          <Switch label={t('design.on')} />
        </div>
      </Card>
      <Windows />
    </>
  )
}

function Windows() {
  const { t } = useWords()
  const [open, setOpen] = useState<'center' | 'side' | null>(null)
  const { offerUndo, say, sayFailure } = useUndo()
  const close = () => setOpen(null)
  const ask = async () => {
    const yes = await confirmed({
      title: t('design.ask'),
      text: t('design.sentence'),
      action: t('design.act'),
      harm: true,
    })
    say(String(yes))
  }
  return (
    <Card title={t('design.windows')}>
      <div className={css.line}>
        <Button onClick={() => setOpen('center')}>{t('design.dialog')}</Button>
        <Button onClick={() => setOpen('side')}>{t('design.side')}</Button>
        <Button onClick={() => void ask()}>{t('design.ask')}</Button>
        <Button onClick={() => offerUndo(t('design.done'), async () => {})}>{t('design.done')}</Button>
        <Button onClick={() => sayFailure(new Error())}>{t('design.failed')}</Button>
        <Menu>
          <Menu.Target>
            <Button>{t('design.menu')}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('design.menu')}</Menu.Label>
            {names.slice(0, 6).map((name) => (
              <Menu.Item key={name}>{name}</Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      <Dialog
        open={open !== null}
        place={open ?? 'center'}
        close={close}
        title={names[5]}
        actions={<Button onClick={close}>{t('parts.close')}</Button>}
      >
        <p>{t('design.sentence')}</p>
      </Dialog>
    </Card>
  )
}
