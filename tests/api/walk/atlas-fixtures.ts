// How the permission walk calls the operations on what people design. Only tests use it.
import type { OperationName } from '@lotse/protocol'
import { type Fixture, row } from './fixture.ts'
import type { Place } from './stage.ts'

/** Makes a record and answers its parameters. */
const atlasRecord =
  (kind: 'touchpoint' | 'journey' | 'term' | 'process', more = '') =>
  async ({ stage, workspace, owner, count }: Place) => {
    const id = `walk-${kind}-${count}${more}`
    const name = { de: `${workspace === stage.ours.workspace ? 'Unser' : 'Anderswo'} ${count}` }
    await stage.sql(
      `insert into atlas_record (workspace_id, id, kind, fields, owner_id, made_at, changed_at, words) values ($1, $2, $3, $4, $5, 0, 0, '')`,
      [workspace, id, kind, JSON.stringify({ name }), owner],
    )
    return { id }
  }
const comment = async (place: Place) => {
  const { id: record } = await atlasRecord('touchpoint')(place)
  const own = { member_id: place.member, created_at: 0 }
  return row('atlas_comment', { journey: '', record, text: '{mark} {count}', ...own })(place)
}
const share = async (place: Place) => {
  const { id: journey } = await atlasRecord('journey')(place)
  const given = { name: '{mark}', rights: 'view', opens: '{}', hash: Buffer.from(`walk ${place.count}`), created_at: 0 }
  const { id } = await row('atlas_share', { journey, ...given })(place)
  return { id: journey, share: id }
}
const changedShare = async (place: Place) => {
  const params = await share(place)
  const before = {
    name: 'Agentur',
    rights: 'view',
    opens: [],
    origins: [],
    without: [],
    passwordHash: null,
    expiresAt: null,
  }
  await place.stage.sql(`update atlas_share set changes = 1, before = $2 where id = $1`, [
    params.share,
    JSON.stringify(before),
  ])
  return params
}
const picture = async ({ stage, workspace, count }: Place) => {
  const id = `walk${count}`.padEnd(22, workspace === stage.ours.workspace ? 'o' : 'a')
  await stage.sql(
    `insert into picture (workspace_id, id, type, width, height, content, made_at) values ($1, $2, 'image/png', 1, 1, '', 0)`,
    [workspace, id],
  )
  return { id }
}
const atlasVersion = async (place: Place) => {
  const { id } = await atlasRecord('journey')(place)
  await place.stage.sql(
    `insert into atlas_version (workspace_id, journey, number, name, note, made_at, seq, records) values ($1, $2, 1, 'Walked', '', 0, 0, $3)`,
    [
      place.workspace,
      id,
      JSON.stringify([{ id, kind: 'journey', journey: null, fields: { name: { de: 'Früher' } }, removed: false }]),
    ],
  )
  return { id, number: '1' }
}
const atlasChange = async (place: Place) => {
  const { id: record } = await atlasRecord('touchpoint')(place)
  const id = `walk-change-${place.count}`
  await place.stage.sql(
    `insert into atlas_change (workspace_id, id, at, journeys, edits, reverse) values ($1, $2, 0, '{""}', '[]', $3)`,
    [place.workspace, id, JSON.stringify([{ do: 'remove', id: record }])],
  )
  return { id }
}

/** Fixtures of operations on the atlas. */
export const atlasFixtures: { readonly [N in OperationName]?: Fixture } = {
  listRecords: {},
  getRecord: { params: atlasRecord('touchpoint') },
  setRecordOwner: { params: atlasRecord('touchpoint'), body: { ownerId: null } },
  getLayers: { params: atlasRecord('touchpoint') },
  listTiedFlows: { params: atlasRecord('touchpoint') },
  countRecords: {},
  listInsights: {},
  searchAtlas: { query: { find: 'anderswo' } },
  listJourneys: {},
  getMatrix: { query: { of: 'touchpoint.channel' } },
  listMatrixPlaces: { query: { of: 'touchpoint.channel', row: 'walk', column: 'walk' } },
  exportDataPackage: {},
  exportMatrix: { query: { of: 'touchpoint.channel', format: 'json' } },
  getAtlas: {},
  countHere: {},
  getAtlasSchema: {},
  exportJourney: { params: atlasRecord('journey'), query: { format: 'json' } },
  exportProcess: { params: atlasRecord('process') },
  exportRecords: { query: { kind: 'touchpoint', format: 'json' } },
  // No bytes are sent here.
  previewAtlasImport: { query: { id: 'walk-preview' }, answers: 415, elsewhere: 415 },
  importAtlas: { query: { id: 'walk-import' }, answers: 415, elsewhere: 415 },
  createVersion: { params: atlasRecord('journey'), body: { name: 'First' } },
  listVersions: { params: atlasVersion },
  getVersion: { params: atlasVersion },
  compareVersions: { params: atlasVersion, query: { from: 1 } },
  restoreVersion: { params: atlasVersion, body: ({ count }) => ({ id: `walk-restore-${count}` }) },
  copyJourney: {
    params: atlasRecord('journey'),
    body: ({ count }) => ({ id: `walk-copy-${count}`, journey: `walk-copied-${count}`, name: { de: 'Kopie' } }),
  },
  listDeviations: { params: atlasRecord('journey') },
  listComments: {},
  createComment: {
    body: async (place) => {
      const { workspace, unit } = place.stage.ours
      const { id } = await atlasRecord('touchpoint')({ ...place, workspace, owner: unit })
      return { record: id, text: 'Too long?' }
    },
  },
  answerComment: { params: comment, body: { text: 'Yes.' } },
  updateComment: { params: comment, body: { text: 'Far too long?' } },
  deleteComment: { params: comment },
  restoreComment: { params: comment },
  resolveComment: { params: comment, body: { resolved: true } },
  listMentions: {},
  // Of whom nobody called nothing is read.
  readMentions: { body: { threads: ['999999999'] }, elsewhere: 200 },
  listShares: { params: atlasRecord('journey') },
  createShare: { params: atlasRecord('journey'), body: { name: 'Agency' } },
  updateShare: { params: share, body: { name: 'Agency' } },
  undoShare: { params: changedShare, body: { changes: 1 } },
  revokeShare: { params: share },
  // No bytes are sent here.
  addPicture: { answers: 415, elsewhere: 415 },
  getPicture: { params: picture },
  listTermFlags: {},
  replaceTerm: {
    params: atlasRecord('term'),
    body: async (place) => {
      const { workspace, unit } = place.stage.ours
      const { id } = await atlasRecord('term', '-by')({ ...place, workspace, owner: unit })
      return { id: `walk-replace-${place.count}`, by: id }
    },
  },
  openJourney: { params: atlasRecord('journey') },
  changeAtlas: {
    body: ({ count }) => ({
      id: `walk-made-${count}`,
      base: 0,
      edits: [
        { do: 'make', id: `walk-persona-${count}`, kind: 'persona', journey: null, fields: { name: { de: 'Anna' } } },
      ],
    }),
  },
  undoChange: { params: atlasChange, body: ({ count }) => ({ id: `walk-undo-${count}` }) },
  tellPlace: { params: atlasRecord('journey'), body: { window: 'walk', row: null, col: null } },
  watchAtlas: { query: { journey: 'walk', after: 0 } },
}
