// A short message in the page: attention, harm, proof or plain. Never floats over what someone is reading.
import { IconAlertTriangle, IconCircleCheck, IconExclamationCircle, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import css from './notice.module.css'

const icons = {
  attention: IconAlertTriangle,
  harm: IconExclamationCircle,
  proof: IconCircleCheck,
  plain: IconInfoCircle,
}

/**
 * A notice.
 *
 * @param kind - what it is about; harm is read out at once, the others when there is a pause.
 * @param title - one line, or nothing.
 * @param action - a button that helps, or nothing.
 */
export function Notice({
  kind,
  title,
  children,
  action,
}: {
  kind: keyof typeof icons
  title?: string
  children?: ReactNode
  action?: ReactNode
}) {
  const Icon = icons[kind]
  return (
    <div className={`${css.notice} ${css[kind]}`} role={kind === 'harm' ? 'alert' : 'status'}>
      <Icon size={18} stroke={1.8} aria-hidden />
      <div className={css.words}>
        {title === undefined ? null : <strong>{title}</strong>}
        {children}
      </div>
      {action}
    </div>
  )
}
