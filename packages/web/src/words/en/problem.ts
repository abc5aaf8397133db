// English words for refusals: what happened, and what to do next.

/** One text per refusal that the console explains. */
export const problem = {
  authMissing: 'You are not signed in any more. Please sign in again.',
  wrongPassword: 'E-mail or password is wrong. Check both; capital letters count.',
  forbidden: 'Your role may not do this. Ask an admin of the workspace.',
  tooManyTries: 'Too many tries. Please wait a minute, then try again.',
  linkInvalid: 'This link is not valid, or was used already. Start the server again to get a new one.',
  notOwner: 'Another unit owns this. Its members can change it; you may read it.',
  unitNameTaken: 'A unit of this kind has this name already. Take another name, or bring the archived one back.',
  unitRing: 'A unit cannot stand below itself. Choose another one.',
  unitUnknown: 'This unit is gone or archived. Reload and choose another one.',
  unitNeeded: 'Say which of your units this shall belong to.',
  lastAdmin: 'A workspace needs at least one admin. Make somebody else admin first.',
  alreadyMember: 'This person is a member already. Change their roles in the list of members.',
  invitationWaits: 'An invitation for this address waits already. Send it again under “Invitations”.',
  notFound: 'This does not exist, or not in this workspace. It may have been removed or merged.',
  conflict: 'Someone changed this in the meantime. Reload to see the newest state.',
  invalid: 'Something in the form is missing or cannot be used. Please check the marked fields.',
  tooLarge: 'This is larger than the server accepts. Please shorten it.',
  unavailable: 'The server cannot do this at the moment. Please try again shortly.',
  offline: 'The server cannot be reached. Check that Lotse is running and that your network works. Nothing is lost.',
  other: 'The server refused this: {{title}}.',
  bug: 'Something went wrong in the console. Reload the page; if it happens again, tell your admin.',
}
