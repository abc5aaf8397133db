// What the server says where a link does not simply open. Asks nothing.
import { Refused } from '../api.ts'

/** Whether a failure is a refusal with this code. */
export const isCode = (failure: unknown, code: string): boolean => failure instanceof Refused && failure.code === code

/** A link may get a password, or another one, while somebody has it open. */
export const asksPassword = (failure: unknown): boolean =>
  isCode(failure, 'share.password_needed') || isCode(failure, 'share.password_wrong')
