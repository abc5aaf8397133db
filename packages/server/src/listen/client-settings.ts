// What browser clients ask for before they send: where to send to. Names no other integration, so that nothing else is loaded.
import type { FastifyInstance } from 'fastify'
import type { Senders } from './sources.ts'
import { writeKeyOf } from './write-key.ts'

const HIDDEN = { schema: { hide: true } }

/** Registers the settings of analytics-next and the source configuration of RudderStack's SDK. */
export function clientSettings(app: FastifyInstance, senders: Senders): void {
  app.get<{ Params: { key: string } }>('/v1/projects/:key/settings', HIDDEN, async (request) => {
    const { key } = request.params
    await senders.byKey(key)
    const apiHost = `${request.host}/v1`
    return {
      integrations: { 'Segment.io': { apiKey: key, apiHost, protocol: request.protocol } },
      plan: {},
      remotePlugins: [],
    }
  })
  app.get('/sourceConfig/', HIDDEN, async (request) => {
    const writeKey = writeKeyOf(request) ?? ''
    const { sourceId, workspaceId } = await senders.byKey(writeKey)
    const source = { id: String(sourceId), name: 'Lotse', writeKey, workspaceId: String(workspaceId) }
    return { source: { ...source, enabled: true, config: {}, connections: [], destinations: [], dataplanes: {} } }
  })
}
