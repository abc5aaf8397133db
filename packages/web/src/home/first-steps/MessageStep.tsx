// The last step: the first message. A test of it to oneself, then oneself as the flow's first customer, awaited live.
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api.ts'
import { flowQuery } from '../../app/data.ts'
import { useMay, useMe } from '../../app/member.ts'
import { Button } from '../../parts/Button.tsx'
import { Snippet } from '../../parts/Snippet.tsx'
import { Failure } from '../../parts/states.tsx'
import { useWords } from '../../words/use.ts'
import { messageLine } from './curl.ts'
import { Waiting } from './EventStep.tsx'
import css from './first-steps.module.css'
import type { Begun } from './use-facts.ts'

/** The step. */
export function MessageStep({ begun: { source, flow } }: { begun: Begun }) {
  const { t } = useWords()
  const { member } = useMe()
  const whole = useQuery({ ...flowQuery(flow?.id ?? ''), enabled: flow !== undefined })
  const [userId] = useState(() => `ich-${Date.now().toString(36)}`)
  const document = whole.data?.published
  const waits = document?.steps.some(({ kind }) => kind === 'wait') ?? false
  return (
    <div className={css.form}>
      <p>{t('home.steps.message.text', { flow: flow?.name ?? '' })}</p>
      <TestMail template={templateIn(document?.steps ?? [])} />
      {source !== undefined && document != null && member !== null ? (
        <>
          <p>{t(waits ? 'home.steps.message.lineWaits' : 'home.steps.message.line')}</p>
          <Snippet
            code={messageLine(window.location.origin, source.writeKey, {
              email: member.email,
              event: document.trigger.event,
              userId,
            })}
          />
        </>
      ) : null}
      <Waiting text={t('home.steps.message.waiting')} />
    </div>
  )
}

type Steps = readonly { readonly kind: string; readonly template?: string }[]
const templateIn = (steps: Steps): string | undefined => steps.find(({ kind }) => kind === 'send')?.template

function TestMail({ template }: { template: string | undefined }) {
  const { t } = useWords()
  const may = useMay()
  const test = useMutation({
    mutationFn: async (key: string) => {
      const { document } = await call('getTemplate', { params: { key } })
      return call('sendTestMessage', { body: { document } })
    },
  })
  if (template === undefined || !may('templates.edit')) return null
  return (
    <div className={css.test}>
      <Button busy={test.isPending} onClick={() => test.mutate(template)}>
        {t('home.steps.message.test')}
      </Button>
      {test.isError ? <Failure failure={test.error} /> : null}
      {test.data === undefined ? null : (
        <span role="status">
          {test.data.outcome === 'accepted'
            ? t('home.steps.message.tested', { to: test.data.to })
            : t('home.steps.message.notTested', { why: test.data.why ?? test.data.outcome })}
        </span>
      )}
    </div>
  )
}
