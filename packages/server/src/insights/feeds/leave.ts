// The link in digests by which a reader wants no more of them: signed, without signing in. Reading it changes nothing, so that mail scanners stop nothing.
import type { FastifyInstance } from 'fastify'
import { PLAIN, page, pageHeaders } from '../../act/pages/html.ts'
import { stopDelivery } from '../../adapters/store/feed-delivery.ts'
import { html } from '../../base/html.ts'
import type { World } from '../../base/world.ts'

const PATH = '/m/feed'
const PURPOSE = 'feed leave'
const BODY_BYTES_MAX = 2000

type Whose = { readonly workspaceId: number; readonly memberId: number }

/** The address for a member. */
export function leaveLink({ config, secrets }: Pick<World, 'config' | 'secrets'>, whose: Whose): string {
  const said = `${whose.workspaceId}.${whose.memberId}`
  return `${new URL(config.publicUrl).origin}${PATH}?t=${said}.${secrets.sign(PURPOSE, said)}`
}

function whoseOf({ secrets }: Pick<World, 'secrets'>, query: unknown): Whose | null {
  const token = typeof query === 'object' && query !== null && 't' in query ? String(query.t) : ''
  const [workspaceId = '', memberId = '', signature = '', ...rest] = token.split('.')
  if (rest.length > 0 || !secrets.verify(PURPOSE, `${workspaceId}.${memberId}`, signature)) return null
  return { workspaceId: Number(workspaceId), memberId: Number(memberId) }
}

const words = {
  de: {
    title: 'Zusammenfassungen und Alarme abbestellen',
    ask: 'Sie bekommen dann keine Mails aus Ihrem Feed mehr. In der Konsole können Sie sie wieder einschalten.',
    button: 'Abbestellen',
    done: 'Abbestellt. Es kommen keine Mails aus Ihrem Feed mehr.',
    invalid: 'Dieser Link gilt nicht.',
  },
  en: {
    title: 'Stop digests and alerts',
    ask: 'You will get no more mails from your feed. You can switch them on again in the console.',
    button: 'Stop them',
    done: 'Done. No more mails come from your feed.',
    invalid: 'This link does not hold.',
  },
} as const

/** Serves the page and takes the wish, also as one click of a mail program (RFC 8058). */
export function feedLeaveRoutes(world: World) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeContentTypeParser(['application/x-www-form-urlencoded', 'multipart/form-data'])
    const parse = { parseAs: 'string', bodyLimit: BODY_BYTES_MAX } as const
    app.addContentTypeParser('application/x-www-form-urlencoded', parse, (_, body, done) => done(null, String(body)))
    app.addContentTypeParser('multipart/form-data', parse, (_, body, done) => done(null, String(body)))
    const hidden = { schema: { hide: true } }
    for (const method of ['GET', 'POST'] as const)
      app.route({
        method,
        url: PATH,
        ...hidden,
        handler: async (request, reply) => {
          const language = request.headers['accept-language']?.startsWith('de') ? 'de' : 'en'
          const { title, ask, button, done, invalid } = words[language]
          const whose = whoseOf(world, request.query)
          if (whose !== null && method === 'POST') await stopDelivery(world.db, whose)
          const form = html`<p>${ask}</p><form method="post"><button type="submit">${button}</button></form>`
          const said = html`<p role="status">${whose === null ? invalid : done}</p>`
          const body = whose !== null && method === 'GET' ? form : said
          const text = page(language, { title, by: 'Lotse', body, look: PLAIN })
          return reply
            .code(whose === null ? 404 : 200)
            .headers(pageHeaders(PLAIN))
            .send(text)
        },
      })
  }
}
