// Members of a workspace: invited, joined, changed, removed, brought back; and what nobody may do to them.
import { type OperationAnswer, operations, type Role } from '@lotse/protocol'
import { startSmtpSink } from '@lotse/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cookiesOf, House, type Proof, type Reply } from './house.ts'

let house: House
let admin: Proof

beforeAll(async () => {
  house = await House.build()
  admin = await house.signIn()
})
afterAll(() => house?.close())

const NEW_PASSWORD = 'ein ruhiges Fahrwasser im Sund'
const DAY_MS = 86_400_000

async function invite(email: string, roles: Role[] = ['viewer'], unitIds: string[] = []) {
  const { invitation, link } = await house.ok('inviteMember', { body: { email, roles, unitIds } }, admin)
  return { invitation, token: link?.split('#')[1] ?? '' }
}

const accept = (token: string, name = 'Nele', password = NEW_PASSWORD): Promise<Reply> =>
  house.call('acceptInvitation', { body: { token, name, password } }, {})

async function join(email: string, roles: Role[] = ['viewer'], unitIds: string[] = []): Promise<Proof> {
  const reply = await accept((await invite(email, roles, unitIds)).token)
  expect(reply.status, reply.text).toBe(200)
  return { cookie: cookiesOf(reply) }
}

async function memberOf(email: string): Promise<OperationAnswer<'listMembers'>['items'][number]> {
  const { items } = await house.ok('listMembers', { query: { find: email } }, admin)
  const [one] = items
  if (!one) throw new Error(`${email} is no member`)
  return one
}

const unitNamed = async (name: string, parentId: string | null = null): Promise<string> =>
  (await house.ok('createUnit', { body: { kind: 'department', name, parentId } }, admin)).id

describe('invitations', () => {
  test('G3 G4 somebody new is invited, looks at the offer, joins with name and password, and works at once', async () => {
    const unit = await unitNamed('Kundenservice')
    const { invitation, token } = await invite('Nele@Shop.example', ['service_lead', 'cx'], [unit])
    expect(invitation).toMatchObject({ email: 'nele@shop.example', mailedAt: null, invitedBy: 'admin' })
    expect(Date.parse(invitation.expiresAt) - house.now).toBe(7 * DAY_MS)
    const offer = await house.ok('lookAtInvitation', { body: { token } }, {})
    expect(offer).toMatchObject({ email: 'nele@shop.example', roles: ['service_lead', 'cx'], known: false })
    const reply = await accept(token)
    expect(reply.json).toMatchObject({
      me: { member: { name: 'Nele', email: 'nele@shop.example' }, role: 'service_lead', roles: ['service_lead', 'cx'] },
    })
    const me = await house.ok('getMe', {}, { cookie: cookiesOf(reply) })
    expect(me.units).toEqual([{ id: unit, kind: 'department', name: 'Kundenservice', direct: true }])
    expect((await house.ok('listInvitations', {}, admin)).items).toEqual([])
    expect(await memberOf('nele@shop.example')).toMatchObject({ name: 'Nele', unitIds: [unit], secondFactor: false })
  })

  test('G3 the link holds once, also for two who come at the same instant', async () => {
    const { token } = await invite('twice@shop.example')
    const replies = await Promise.all([accept(token), accept(token)])
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 400])
    expect((await accept(token)).json).toMatchObject({ status: 400, code: 'auth.link_invalid' })
    expect((await house.call('lookAtInvitation', { body: { token } }, {})).json.code).toBe('auth.link_invalid')
  })

  test('G3 a link ends after 7 days, when it is withdrawn, and when a fresh one is sent', async () => {
    const late = await invite('late@shop.example')
    house.now += 7 * DAY_MS
    expect((await accept(late.token)).json.code).toBe('auth.link_invalid')
    admin = await house.signIn()
    const again = await house.ok('resendInvitation', { params: { id: late.invitation.id } }, admin)
    const token = again.link?.split('#')[1] ?? ''
    expect(token).not.toBe(late.token)
    expect((await accept(late.token)).json.code).toBe('auth.link_invalid')
    await house.ok('withdrawInvitation', { params: { id: late.invitation.id } }, admin)
    expect((await accept(token)).json.code).toBe('auth.link_invalid')
    // Withdrawing is undone by sending again.
    const third = await house.ok('resendInvitation', { params: { id: late.invitation.id } }, admin)
    expect((await accept(third.link?.split('#')[1] ?? '')).status).toBe(200)
    const done = await house.call('resendInvitation', { params: { id: late.invitation.id } }, admin)
    expect(done.json.code).toBe('not_found')
  })

  test('G4 what the invited sends along gives no other role, address or workspace', async () => {
    const { token } = await invite('mallory@shop.example', ['viewer'])
    const body = { token, name: 'Mallory', password: NEW_PASSWORD, roles: ['admin'], email: 'boss@shop.example' }
    const reply = await house.send('POST', '/api/v1/invitations/accept', { body: JSON.stringify(body) })
    expect(reply.json).toMatchObject({ status: 400, code: 'request.invalid' })
    expect((await accept(token)).json).toMatchObject({
      me: { role: 'viewer', member: { email: 'mallory@shop.example' } },
    })
  })

  test('a weak password, no name, a made-up link: refused, and the link still holds afterwards', async () => {
    const { token } = await invite('weak@shop.example')
    expect((await accept(token, 'Weak', 'passwort12345')).json.code).toBe('auth.weak_password')
    expect((await house.call('acceptInvitation', { body: { token } }, {})).json).toMatchObject({ field: 'name' })
    expect((await accept('made-up')).json.code).toBe('auth.link_invalid')
    expect((await accept(token)).status).toBe(200)
  })

  test('a second invitation for the same address, or for a member, is refused', async () => {
    await invite('double@shop.example')
    const body = { email: 'DOUBLE@shop.example', roles: ['viewer' as const] }
    expect((await house.call('inviteMember', { body }, admin)).json.code).toBe('invitation.waits_already')
    const member = { email: 'admin@shop.example', roles: ['viewer' as const] }
    expect((await house.call('inviteMember', { body: member }, admin)).json.code).toBe('member.already_here')
    const unknown = { email: 'x@shop.example', roles: ['viewer' as const], unitIds: ['99999'] }
    expect((await house.call('inviteMember', { body: unknown }, admin)).json.code).toBe('unit.unknown')
  })

  test('G3 an account that is known gets the workspace, no session, and switches there after its own sign-in', async () => {
    await house.addMember('both@shop.example', 'cx')
    const foreign = house.as('foreign')
    const body = { email: 'both@shop.example', roles: ['sales' as const] }
    const { link } = await house.ok('inviteMember', { body }, foreign)
    const token = link?.split('#')[1] ?? ''
    expect(await house.ok('lookAtInvitation', { body: { token } }, {})).toMatchObject({ known: true })
    const reply = await accept(token, 'Other Name', 'another long pass phrase')
    expect(reply.json).toEqual({ me: null })
    expect(reply.headers['set-cookie']).toBeUndefined()
    const session = await house.signIn('both@shop.example')
    const me = await house.ok('getMe', {}, session)
    expect(me.member?.name).toBe('both')
    expect(me.workspaces.map(({ role }) => role)).toEqual(['cx', 'sales'])
    const workspaceId = String(house.foreignWorkspace)
    expect((await house.ok('chooseWorkspace', { body: { workspaceId } }, session)).role).toBe('sales')
  })

  test('no answer but the one link tells the secret, and the database has its hash alone', async () => {
    const { token } = await invite('secret@shop.example')
    const { rows } = await house.world.pool.query(`select row_to_json(i)::text as text from invitation i`)
    expect(rows.some(({ text }) => String(text).includes(token))).toBe(false)
    expect((await house.call('listInvitations', {}, admin)).text).not.toContain(token)
  })
})

describe('mail', () => {
  test('an invitation is mailed where a mail server is set up; then no link is answered', async () => {
    const sink = await startSmtpSink()
    const mailing = await House.build({ config: { mail: mailTo(sink.url) } })
    try {
      const body = { email: 'post@shop.example', roles: ['viewer' as const] }
      const { invitation, link } = await mailing.ok('inviteMember', { body })
      expect([link, invitation.mailedAt]).toEqual([null, new Date(mailing.now).toISOString()])
      const [mail] = sink.mails
      expect(mail?.to).toEqual(['post@shop.example'])
      const token = /invitation#([\w-]+)/.exec(mail?.raw.replace(/=\r?\n/g, '') ?? '')?.[1] ?? ''
      const reply = await mailing.call('acceptInvitation', { body: { token, name: 'P', password: NEW_PASSWORD } }, {})
      expect(reply.status, reply.text).toBe(200)
    } finally {
      await mailing.close()
      await sink.close()
    }
  })
})

describe('changing and removing', () => {
  test('[R4.9] O1 a member of a joined team holds two roles and may do what either may', async () => {
    const session = await join('joined@shop.example', ['marketing', 'data'])
    const { actions, role } = await house.ok('getMe', {}, session)
    expect(role).toBe('marketing')
    expect([actions['flows.edit'], actions['inputs.repair'], actions['members.manage']]).toEqual([
      'all',
      'all',
      undefined,
    ])
    expect((await house.call('listRefusedEvents', {}, session)).status).toBe(200)
    const { id } = await memberOf('joined@shop.example')
    await house.ok('changeMember', { params: { id }, body: { roles: ['marketing'] } }, admin)
    expect((await house.call('listRefusedEvents', {}, session)).json.code).toBe('auth.forbidden')
  })

  test('G2 who is removed is out at once, and comes back with roles and units', async () => {
    const unit = await unitNamed('Logistik')
    const session = await join('gone@shop.example', ['department', 'sales'], [unit])
    const { id } = await memberOf('gone@shop.example')
    await house.ok('removeMember', { params: { id } }, admin)
    expect((await house.call('getMe', {}, session)).json.code).toBe('auth.missing')
    expect(
      (await house.call('signIn', { body: { email: 'gone@shop.example', password: NEW_PASSWORD } }, {})).status,
    ).toBe(401)
    expect(await house.ok('restoreMember', { params: { id } }, admin)).toMatchObject({
      roles: ['department', 'sales'],
      unitIds: [unit],
    })
    expect((await house.call('getMe', {}, session)).json.code).toBe('auth.missing')
    expect(await house.signIn('gone@shop.example', NEW_PASSWORD)).toHaveProperty('cookie')
  })

  test('G2 after 30 days, and in another workspace, a removal is not undone', async () => {
    await join('past@shop.example')
    const { id } = await memberOf('past@shop.example')
    await house.ok('removeMember', { params: { id } }, admin)
    expect((await house.call('restoreMember', { params: { id } }, house.as('foreign'))).json.code).toBe('not_found')
    house.now += 30 * DAY_MS + 1
    admin = await house.signIn()
    expect((await house.call('restoreMember', { params: { id } }, admin)).json.code).toBe('not_found')
  })

  test('G2 a removed member of two workspaces goes on in the other one', async () => {
    await house.addMember('two@shop.example', 'viewer')
    await house.world.pool.query(
      `insert into membership (workspace_id, member_id, role) select $1, id, 'cx' from member where email = 'two@shop.example'`,
      [house.foreignWorkspace],
    )
    const here = await house.signIn('two@shop.example')
    const { id } = await memberOf('two@shop.example')
    await house.ok('removeMember', { params: { id } }, admin)
    expect((await house.call('getMe', {}, here)).json.code).toBe('auth.missing')
    const there = await house.signIn('two@shop.example')
    expect((await house.ok('getMe', {}, there)).workspace.id).toBe(String(house.foreignWorkspace))
  })

  test('G1 the last admin can neither leave, nor be removed, nor become something else', async () => {
    const { id } = await memberOf('admin@shop.example')
    const refusals = [
      await house.call('removeMember', { params: { id } }, admin),
      await house.call('leaveWorkspace', {}, admin),
      await house.call('changeMember', { params: { id }, body: { roles: ['viewer'] } }, admin),
    ]
    expect(refusals.map(({ json }) => json.code)).toEqual(Array(3).fill('member.last_admin'))
    expect((await house.ok('changeMember', { params: { id }, body: { roles: ['cx', 'admin'] } }, admin)).roles).toEqual(
      ['cx', 'admin'],
    )
    await house.ok('changeMember', { params: { id }, body: { roles: ['admin'] } }, admin)
  })

  test('G1 of two admins who remove each other at once, one stays', async () => {
    const other = await join('second@shop.example', ['admin'])
    const [one, two] = [await memberOf('admin@shop.example'), await memberOf('second@shop.example')]
    const replies = await Promise.all([
      house.call('removeMember', { params: { id: two.id } }, admin),
      house.call('removeMember', { params: { id: one.id } }, other),
    ])
    expect(replies.filter(({ status }) => status === 204)).toHaveLength(1)
    const { rows } = await house.world.pool.query(
      `select count(*)::int as count from membership where workspace_id = $1 and role = 'admin'`,
      [house.workspace],
    )
    expect(rows[0].count).toBe(1)
    const stays = replies[0]?.status === 204 ? admin : other
    await house.ok('restoreMember', { params: { id: stays === admin ? two.id : one.id } }, stays)
    admin = await house.signIn()
  })

  test('a member leaves by themselves', async () => {
    const session = await join('leaver@shop.example')
    expect((await house.call('leaveWorkspace', {}, session)).status).toBe(204)
    expect((await house.call('getMe', {}, session)).json.code).toBe('auth.missing')
    expect((await house.ok('listMembers', { query: { find: 'leaver' } }, admin)).items).toEqual([])
    expect((await house.call('leaveWorkspace', {}, house.as('viewer'))).json.code).toBe('auth.forbidden')
  })

  test('colleagues see names, roles and units; addresses and sign-in facts are the admins alone', async () => {
    const asViewer = (await house.ok('listMembers', { query: { find: 'admin' } }, house.as('viewer'))).items
    expect(asViewer).toMatchObject([{ name: 'admin', email: null, seenAt: null, secondFactor: null, joinedAt: null }])
    expect((await house.ok('listMembers', { query: { find: 'shop.example' } }, house.as('viewer'))).items).toEqual([])
    expect((await memberOf('admin@shop.example')).email).toBe('admin@shop.example')
  })

  test('members are paged by name, found by role and unit, and a percent sign is only that', async () => {
    const first = await house.ok('listMembers', { query: { limit: 2 } }, admin)
    const second = await house.ok('listMembers', { query: { limit: 200, cursor: first.next ?? '' } }, admin)
    const names = [...first.items, ...second.items].map(({ name }) => name.toLowerCase())
    expect(names).toEqual(names.toSorted())
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(names.length)
    expect((await house.ok('listMembers', { query: { find: '%' } }, admin)).items).toEqual([])
    const admins = await house.ok('listMembers', { query: { role: 'admin' } }, admin)
    expect(admins.items.every(({ roles }) => roles.includes('admin'))).toBe(true)
    const unitId = (await memberOf('nele@shop.example')).unitIds[0]
    expect((await house.ok('listMembers', { query: { unitId } }, admin)).items.map(({ name }) => name)).toEqual([
      'Nele',
    ])
  })

  test('when somebody last worked here is known to within minutes', async () => {
    const session = await join('seen@shop.example')
    house.now += 3_600_000
    await house.ok('getMe', {}, session)
    await house.ok('signOut', {}, session)
    expect((await memberOf('seen@shop.example')).seenAt).toBe(new Date(house.now).toISOString())
  })
})

describe('several workspaces', () => {
  test('an admin makes a workspace, is its admin, works in it, and sees nothing of the other there', async () => {
    const session = await house.signIn()
    const made = await house.ok('createWorkspace', { body: { name: 'Zweite', zone: 'Europe/Vienna' } }, session)
    expect(made).toMatchObject({ role: 'admin', workspace: { name: 'Zweite', zone: 'Europe/Vienna' } })
    expect((await house.ok('listMembers', {}, session)).items.map(({ email }) => email)).toEqual(['admin@shop.example'])
    expect((await house.ok('listUnits', {}, session)).items).toEqual([])
    const back = await house.ok('chooseWorkspace', { body: { workspaceId: String(house.workspace) } }, session)
    expect(back.workspaces.map(({ name }) => name)).toContain('Zweite')
    const nowhere = await house.call('createWorkspace', { body: { name: 'X', zone: 'Mars/Olympus' } }, session)
    expect(nowhere.json).toMatchObject({ status: 400, field: 'zone' })
    expect((await house.call('createWorkspace', { body: { name: 'X' } }, house.as('admin'))).json.code).toBe(
      'auth.forbidden',
    )
  })
})

test('every write on members leaves an entry that says what changed', async () => {
  await join('traced@shop.example')
  const { id } = await memberOf('traced@shop.example')
  await house.ok('changeMember', { params: { id }, body: { roles: ['cx', 'sales'] } }, admin)
  const { items } = await house.ok('listAudit', { query: { operation: 'changeMember' } })
  expect(items[0]).toMatchObject({
    target: { id },
    detail: { roles: { before: ['viewer'], after: ['cx', 'sales'] } },
  })
  const joined = await house.ok('listAudit', { query: { operation: 'acceptInvitation' } })
  expect(joined.items[0]?.member?.name).toBe('Nele')
  expect(operations.changeMember.allow).toBe('members.manage')
})

function mailTo(url: string) {
  return { url, from: 'Shop <shop@shop.example>', connections: 1, perSecond: null, dkim: null }
}
