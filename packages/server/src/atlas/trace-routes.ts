// The operation that hands out what customers did on a journey: thin.
import { nameIn, textsOf, XES_LAST, xesFirst, xesTraces } from '@lotse/core/atlas'
import { DAY_MS, Problem } from '@lotse/core/base'
import type { JourneyTrace } from '@lotse/protocol'
import { recordsById } from '../adapters/store/atlas.ts'
import { editionsOf } from '../adapters/store/journeys.ts'
import { refuseAction } from '../base/auth.ts'
import { download, type Writer } from '../base/download.ts'
import type { Api } from '../base/operation.ts'
import { traceReader } from './traces.ts'

/** Registers the operation. */
export function journeyTraceRoutes(api: Api): void {
  download(api, 'exportJourneyTraces', async ({ world, db, caller, params: { id: journey }, query }) => {
    const { workspaceId } = caller
    if (query.customers === 'id') refuseAction(caller, 'personal.read')
    const [edition] = await editionsOf(db, workspaceId, { journey, number: query.edition })
    if (edition === undefined) throw new Problem('not_found')
    const [record] = await recordsById(db, workspaceId, [journey])
    const names = textsOf(record?.fields['name'])
    return {
      file: 'traces',
      columns: [],
      page: traceReader(world, workspaceId, {
        journey,
        edition: edition.number,
        document: edition.document,
        measured: edition.measured,
        days: [dayOf(query.from), dayOf(query.until)],
        named: query.customers === 'id',
      }),
      document: (language) =>
        xesWriter(language, { journey: nameIn(names, language) || journey, edition: edition.number }),
    }
  })
}

const dayOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Math.floor(Date.parse(text) / DAY_MS)

function xesWriter(language: 'de' | 'en', head: Parameters<typeof xesFirst>[0]): Writer<JourneyTrace> {
  const write = (traces: readonly JourneyTrace[]) =>
    xesTraces(
      traces.map(({ run, customer, outcome, fitness, visits }) => ({
        id: run,
        customer,
        complete: outcome === 'completed',
        fitness,
        visits: visits.map(({ step, stepName, at, channel }) => ({
          step,
          name: nameIn(stepName, language) || step,
          at,
          channel,
        })),
      })),
    )
  return { first: xesFirst(head), last: XES_LAST, write }
}
