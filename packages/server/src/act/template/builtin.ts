// Templates that come with Lotse. Their keys hold a dot, which people's templates cannot, so that neither hides the other.
import { type TemplateDocument, templateDocument } from '@lotse/protocol'

/** The mail that asks to confirm a wish for e-mail (double opt-in). Variables of its own: `confirm_url`, `topic`. */
export const CONFIRM_TEMPLATE = 'lotse.confirm'

const mjml = (paragraphs: readonly string[], button: string, after: string) => `<mjml>
  <mj-head><mj-attributes><mj-all font-family="Arial, Helvetica, sans-serif" /><mj-text font-size="16px" line-height="24px" color="#10212A" /></mj-attributes></mj-head>
  <mj-body background-color="#F4F7F8">
  <mj-raw>{% if workspace.logo != '' %}</mj-raw>
  <mj-section background-color="#FFFFFF"><mj-column><mj-image src="{{ workspace.logo }}" alt="{{ workspace.name }}" width="140px" align="left" /></mj-column></mj-section>
  <mj-raw>{% endif %}</mj-raw>
  <mj-section background-color="#FFFFFF"><mj-column>
    ${paragraphs.map((text) => `<mj-text>${text}</mj-text>`).join('\n    ')}
    <mj-button href="{{ confirm_url }}" background-color="#0A6B72" color="#FFFFFF" font-size="16px">${button}</mj-button>
    <mj-text font-size="14px" color="#5A6B75">${after}</mj-text>
  </mj-column></mj-section></mj-body>
</mjml>`

const confirm = templateDocument.parse({
  lotse: 'template/1',
  name: 'Double opt-in',
  channel: 'email',
  locale: 'en',
  subject: 'Please confirm: {{ topic }} from {{ workspace.name }}',
  body: mjml(
    [
      'Hello,',
      'you asked {{ workspace.name }} to write to you about “{{ topic }}”. Please confirm that this address is yours and that you want this.',
    ],
    'Yes, write to me',
    'The link is valid for 7 days. If you did not ask for this, do nothing: without your confirmation nothing is sent.',
  ),
  locales: {
    de: {
      subject: 'Bitte bestätigen: {{ topic }} von {{ workspace.name }}',
      body: mjml(
        [
          'Guten Tag,',
          'Sie haben {{ workspace.name }} gebeten, Ihnen zum Thema „{{ topic }}“ zu schreiben. Bitte bestätigen Sie, dass die Adresse Ihnen gehört und Sie das möchten.',
        ],
        'Ja, schreiben Sie mir',
        'Der Link gilt 7 Tage. Wenn Sie das nicht wollten, brauchen Sie nichts zu tun: Ohne Ihre Bestätigung wird nichts gesendet.',
      ),
    },
  },
})

/** By key. */
export const builtinTemplates: ReadonlyMap<string, TemplateDocument> = new Map([[CONFIRM_TEMPLATE, confirm]])
