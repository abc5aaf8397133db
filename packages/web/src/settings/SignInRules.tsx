// How the workspace lets people in: whether a second factor is asked for, and its own OpenID provider.
import type { SignInRules as Rules } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { call, Refused } from '../api.ts'
import { Card } from '../parts/Card.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import { Switch } from '../parts/Switch.tsx'
import { Answer } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import { rulesQuery } from './data.ts'
import { ProviderForm } from './ProviderForm.tsx'
import css from './settings.module.css'

/** The page. */
export function SignInRules() {
  const { t } = useWords()
  const query = useQuery(rulesQuery)
  return (
    <Page title={t('access.title')}>
      <div className={css.column}>
        <Answer query={query}>
          {(rules) => (
            <>
              <SecondFactorRule required={rules.secondFactor} />
              <Card title={t('access.provider.title')} note={rules.provider?.issuer}>
                <ProviderForm key={rules.provider?.updatedAt ?? 'new'} rules={rules} />
              </Card>
            </>
          )}
        </Answer>
      </div>
    </Page>
  )
}

function SecondFactorRule({ required }: { required: boolean }) {
  const { t } = useWords()
  const client = useQueryClient()
  const { say } = useUndo()
  const change = useMutation({
    mutationFn: (wished: boolean) => call('setSecondFactorRule', { body: { required: wished } }),
    onSuccess: (rules: Rules) => {
      client.setQueryData(rulesQuery.queryKey, rules)
      say(rules.secondFactor ? t('access.factor.nowOn') : t('access.factor.nowOff'))
    },
  })
  const own = change.error instanceof Refused && change.error.code === 'auth.second_factor_required'
  return (
    <Card title={t('access.factor.title')}>
      <div className="stack">
        {own ? (
          <Notice kind="attention">
            {t('access.factor.first')} <Link to="/account">{t('access.factor.toAccount')}</Link>
          </Notice>
        ) : null}
        {change.isError && !own ? <Notice kind="harm">{problemText(t, change.error)}</Notice> : null}
        <Switch
          label={t('access.factor.label')}
          hint={t('access.factor.hint')}
          checked={change.isPending ? change.variables : required}
          onChange={(event) => change.mutate(event.currentTarget.checked)}
        />
      </div>
    </Card>
  )
}
