// The words of an invitation's mail, in the language of whoever is invited where it is known, else of the workspace.
import type { InvitationRow } from '../../adapters/store/invitations.ts'
import { type AccountMail, mailLanguage } from '../../sign-in/mail.ts'

type Facts = { readonly name: string; readonly by: string | null; readonly until: string }
type Words = (facts: Facts) => Pick<AccountMail, 'subject' | 'lines' | 'linkText'>

const words: Readonly<Record<'de' | 'en', Words>> = {
  de: ({ name, by, until }) => ({
    subject: `Einladung zu ${name} in Lotse`,
    lines: [
      'Guten Tag,',
      by === null
        ? `Sie sind eingeladen, in Lotse im Arbeitsbereich „${name}“ mitzuarbeiten.`
        : `${by} lädt Sie ein, in Lotse im Arbeitsbereich „${name}“ mitzuarbeiten.`,
      `Der Link gilt bis ${until} und nur für diese E-Mail-Adresse.`,
      'Wenn Sie nichts damit anfangen können, löschen Sie diese Nachricht einfach.',
    ],
    linkText: 'Einladung annehmen',
  }),
  en: ({ name, by, until }) => ({
    subject: `Invitation to ${name} in Lotse`,
    lines: [
      'Hello,',
      by === null
        ? `You are invited to work in the workspace “${name}” in Lotse.`
        : `${by} invites you to work in the workspace “${name}” in Lotse.`,
      `The link works until ${until}, and for this e-mail address only.`,
      'If you do not know what this is about, simply delete this message.',
    ],
    linkText: 'Accept the invitation',
  }),
}

/**
 * The mail of an invitation.
 *
 * @param link - with the secret.
 * @param workspace - its language and time zone.
 */
export function invitationMail(
  row: InvitationRow,
  link: string,
  { locale, zone }: { readonly locale: string; readonly zone: string },
): AccountMail {
  const language = mailLanguage(row.locale, locale)
  const until = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: zone,
  }).format(row.expiresAt)
  return { to: row.email, language, link, ...words[language]({ name: row.workspaceName, by: row.invitedBy, until }) }
}
