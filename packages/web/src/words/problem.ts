// What to tell people about a refusal or a dead network: what happened and what to do next. Never shows a stack.
import { Refused, Unreachable } from '../api.ts'
import type { Translate } from './index.ts'

/** The codes that the console explains in its own words; others are shown with the server's title. */
export const explained = {
  'auth.missing': 'problem.authMissing',
  'auth.wrong_password': 'problem.wrongPassword',
  'auth.forbidden': 'problem.forbidden',
  'auth.too_many_tries': 'problem.tooManyTries',
  'auth.link_invalid': 'problem.linkInvalid',
  'auth.weak_password': 'problem.weakPassword',
  'auth.wrong_code': 'problem.wrongCode',
  'auth.second_factor_needed': 'problem.codeNeeded',
  'auth.second_factor_required': 'problem.factorRequired',
  'auth.stale': 'problem.stale',
  'auth.bound_session': 'problem.boundSession',
  'auth.passkey_refused': 'problem.passkeyRefused',
  'auth.provider_refused': 'problem.providerRefused',
  'auth.provider_unreachable': 'problem.providerUnreachable',
  'member.elsewhere': 'problem.memberElsewhere',
  'auth.not_owner': 'problem.notOwner',
  'unit.name_taken': 'problem.unitNameTaken',
  'unit.ring': 'problem.unitRing',
  'unit.unknown': 'problem.unitUnknown',
  'unit.needed': 'problem.unitNeeded',
  'member.last_admin': 'problem.lastAdmin',
  'member.already_here': 'problem.alreadyMember',
  'invitation.waits_already': 'problem.invitationWaits',
  not_found: 'problem.notFound',
  conflict: 'problem.conflict',
  'condition.out_of_reach': 'problem.outOfReach',
  'request.invalid': 'problem.invalid',
  'request.malformed': 'problem.invalid',
  'request.too_large': 'problem.tooLarge',
  'picture.invalid': 'problem.pictureInvalid',
  'picture.unknown': 'problem.pictureUnknown',
  'picture.too_many': 'problem.pictureTooMany',
  'import.unreadable': 'problem.fileUnreadable',
  'import.wrong_state': 'problem.importState',
  'listen.unmapped': 'problem.unmapped',
  'insight.wrong_state': 'problem.insightState',
  'insight.reason_needed': 'problem.insightReason',
  'insight.no_department': 'problem.insightDepartment',
  'insight.person_needed': 'problem.insightPerson',
  'insight.not_approver': 'problem.insightApprover',
  'insight.not_released': 'problem.insightReleased',
  'insight.value_invalid': 'problem.insightValue',
  'insight.nothing_to_undo': 'problem.insightUndo',
  'insight.too_many': 'problem.insightEvidence',
  'server.unavailable': 'problem.unavailable',
} as const satisfies Record<string, `problem.${string}`>

const isExplained = (code: string): code is keyof typeof explained => Object.hasOwn(explained, code)

const textFact = (facts: Readonly<Record<string, unknown>>, name: string): string => {
  const fact = facts[name]
  return typeof fact === 'string' ? fact : ''
}

/**
 * One or two sentences about a failure.
 *
 * @param t - the translator.
 * @param failure - what was thrown by `call`, or anything else.
 */
export function problemText(t: Translate, failure: unknown): string {
  if (failure instanceof Unreachable) return t('problem.offline')
  if (!(failure instanceof Refused)) return t('problem.bug')
  if (isExplained(failure.code)) return t(explained[failure.code])
  if (failure.code === 'template.invalid') return t('problem.template', { detail: textFact(failure.facts, 'detail') })
  if (failure.code === 'insight.scales_invalid')
    return t('problem.insightScales', { detail: textFact(failure.facts, 'detail') })
  return t('problem.other', { title: textFact(failure.facts, 'title') || failure.code })
}

/** Whether trying the same again may help. */
export function worthRetrying(failure: unknown): boolean {
  return !(failure instanceof Refused) || failure.status >= 500 || failure.status === 429
}
