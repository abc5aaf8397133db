// A company with departments, members and insights on which tests of what is done about them stand. Only tests use it.
import type { AtlasEdit, AtlasKind, OperationInput, Role } from '@lotse/protocol'
import { House, type Proof, type Reply } from './house.ts'

type Body<N extends 'moveInsight' | 'decideInsight'> = Omit<OperationInput<N>['body'], 'version'>

/** A new record, called by its id. */
export const make = (kind: AtlasKind, id: string, fields: object, journey: string | null = null): AtlasEdit => ({
  do: 'make',
  id,
  kind,
  journey,
  fields: { name: { de: id, en: `the ${id}` }, ...fields },
})

/** Members: cora of the CX team, wanda of web, lars of logistics, boss of management. The shop is a team of web. */
export class InsightStage {
  readonly house: House
  readonly units: Readonly<Record<'web' | 'shop' | 'logistics', string>>
  readonly members = new Map<string, { readonly id: string; readonly proof: Proof }>()
  #made = 0

  private constructor(house: House, units: InsightStage['units']) {
    this.house = house
    this.units = units
  }

  /** @param config - what is not as in a plain test. */
  static async build(config: Partial<House['world']['config']> = {}): Promise<InsightStage> {
    const house = await House.build({ config })
    const unit = async (kind: 'department' | 'team', name: string, parentId: string | null = null) =>
      (await house.ok('createUnit', { body: { kind, name, parentId } })).id
    const web = await unit('department', 'Produkt & Web')
    const units = { web, shop: await unit('team', 'Shop', web), logistics: await unit('department', 'Logistik') }
    const stage = new InsightStage(house, units)
    await stage.#fill()
    return stage
  }

  async #fill(): Promise<void> {
    await this.#add('cora', 'cx')
    await this.#add('wanda', 'department', this.units.web)
    await this.#add('lars', 'department', this.units.logistics)
    await this.#add('boss', 'leadership')
    this.members.set('admin', { id: '', proof: await this.house.signIn() })
    await this.change([make('touchpoint', 'checkout', {})], this.units.shop)
    await this.change([make('touchpoint', 'parcel', {})], this.units.logistics)
    await this.change([
      make('touchpoint', 'nobodys', {}),
      make('journey', 'buy', {}),
      make('phase', 'p', { order: 'V' }, 'buy'),
      make('step', 'pay', { phase: 'p', order: 'V', binding: { on: [{ event: 'Paid' }] } }, 'buy'),
    ])
  }

  async #add(name: string, role: Role, ...unitIds: string[]): Promise<void> {
    const email = `${name}@shop.example`
    await this.house.addMember(email, role)
    const id = (await this.house.ok('listMembers', { query: { find: email } })).items[0]?.id ?? ''
    if (unitIds.length > 0) await this.house.ok('changeMember', { params: { id }, body: { unitIds } })
    this.members.set(name, { id, proof: await this.house.signIn(email) })
  }

  /** The session of a member. */
  as(name: string): Proof {
    return this.members.get(name)?.proof ?? {}
  }

  /** The id of a member. */
  id(name: string): string {
    return this.members.get(name)?.id ?? ''
  }

  /** A text that differs with every call. */
  fresh(text: string): string {
    this.#made += 1
    return `${text}${this.#made}`
  }

  /** Changes what people design. */
  change(edits: AtlasEdit[], ownerId?: string) {
    return this.house.ok('changeAtlas', { body: { id: this.fresh('w'), edits, ...(ownerId && { ownerId }) } })
  }

  /** A fresh insight, about the web shop unless said. */
  async insight(concerns: string[] = ['checkout']): Promise<string> {
    const id = this.fresh('i')
    await this.change([make('insight', id, { sort: 'painPoint', concerns })])
    return id
  }

  /** An insight with everything. */
  whole(id: string, proof: Proof = this.as('admin')) {
    return this.house.ok('getInsightWork', { params: { id } }, proof)
  }

  /** What is done about an insight. */
  async work(id: string) {
    return (await this.whole(id)).work
  }

  /** Takes a step from where it stands, and says what came of it: the state, or the code of the refusal. */
  async move(id: string, who: string, body: Body<'moveInsight'>): Promise<unknown> {
    const { version } = await this.work(id)
    return said(await this.house.call('moveInsight', { params: { id }, body: { version, ...body } }, this.as(who)))
  }

  /** Decides at the filter, and says what came of it. */
  async decide(id: string, proof: Proof, body: Body<'decideInsight'>): Promise<unknown> {
    const { version } = await this.work(id)
    return said(await this.house.call('decideInsight', { params: { id }, body: { version, ...body } }, proof))
  }

  /** Gives values on scales. */
  async score(id: string, inputs: Record<string, number | null>, who = 'cora'): Promise<Reply> {
    const { version } = await this.work(id)
    return this.house.call('setInsightScores', { params: { id }, body: { version, inputs } }, this.as(who))
  }

  close(): Promise<void> {
    return this.house.close()
  }
}

/** Problems have numbers for a status, insights words. */
const said = ({ json }: Reply): unknown => (typeof json['status'] === 'number' ? json.code : json['status'])
