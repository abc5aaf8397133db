// What an entry of the audit log did, in words made of the operation's verb and thing; one that is not known is shown by its name.
import type { Translate } from '../words/index.ts'

const verbs = [
  'accept',
  'add',
  'archive',
  'ask',
  'cancel',
  'change',
  'choose',
  'confirm',
  'create',
  'delete',
  'discard',
  'end',
  'erase',
  'export',
  'invite',
  'leave',
  'lift',
  'merge',
  'pause',
  'publish',
  'remove',
  'rename',
  'renew',
  'replay',
  'resend',
  'reset',
  'restore',
  'resume',
  'reveal',
  'retry',
  'revoke',
  'release',
  'rotate',
  'send',
  'set',
  'split',
  'start',
  'state',
  'update',
  'upload',
  'withdraw',
] as const

const things = [
  'Audit',
  'Backup',
  'BackupSchedule',
  'Brand',
  'ChannelKeys',
  'ChannelTest',
  'Consent',
  'Customer',
  'Customers',
  'DeadMessages',
  'Events',
  'File',
  'Flow',
  'FlowOwner',
  'HeldMessages',
  'HookDelivery',
  'Import',
  'Invitation',
  'Logo',
  'Me',
  'Member',
  'Members',
  'Membership',
  'Message',
  'Messages',
  'Note',
  'OtherSessions',
  'Passkey',
  'Password',
  'Person',
  'PreferencePage',
  'Provider',
  'RecoveryCodes',
  'RefusedEvent',
  'RefusedEvents',
  'ResetLink',
  'Retention',
  'SecondFactor',
  'SecondFactorRule',
  'Session',
  'SetAsideInput',
  'SetAsideInputs',
  'Signature',
  'Source',
  'Suppression',
  'Suppressions',
  'TemplateOwner',
  'TemplateVersion',
  'TestMessage',
  'Token',
  'Totp',
  'Unit',
  'UnitWorkingCalendar',
  'View',
  'WorkingCalendar',
  'Workspace',
] as const

/** The parts of an operation's name that there are words for; undefined where there are none. */
export function partsOf(
  operation: string,
): { verb: (typeof verbs)[number]; thing: (typeof things)[number] } | undefined {
  const [, first, rest] = /^([a-z]+)([A-Z].*)$/.exec(operation) ?? []
  const verb = verbs.find((one) => one === first)
  const thing = things.find((one) => one === rest)
  return verb && thing ? { verb, thing } : undefined
}

const signings = ['signIn', 'signInRefused', 'signOut'] as const

/** What was done, as a short line. */
export function operationWords(t: Translate, operation: string): string {
  const signing = signings.find((one) => one === operation)
  if (signing !== undefined) return t(`audit.signing.${signing}`)
  const parts = partsOf(operation)
  return parts === undefined ? operation : `${t(`audit.thing.${parts.thing}`)} ${t(`audit.verb.${parts.verb}`)}`
}
