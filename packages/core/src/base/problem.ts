// Refusals as coded problems (RFC 9457). The table is the one list of codes; docs/problems.md is compared with it.

/** What every code means: HTTP status and the plain title shown to people. */
export const problems = {
  'request.malformed': { status: 400, title: 'The body is not valid JSON' },
  'request.invalid': { status: 400, title: 'A field is missing or has the wrong form' },
  'request.too_large': { status: 413, title: 'The body is larger than allowed' },
  'request.wrong_type': { status: 415, title: 'The body must be JSON, with the content type application/json' },
  'request.too_deep': { status: 400, title: 'The body is nested deeper, or has more parts, than allowed' },
  'request.too_many': { status: 429, title: 'Too many requests; wait a little' },
  'request.key_reused': { status: 422, title: 'This Idempotency-Key was used with another request' },
  'auth.missing': { status: 401, title: 'No valid key, token or session was sent' },
  'auth.cross_site': { status: 403, title: 'This request came from another site' },
  'auth.wrong_password': { status: 401, title: 'E-mail or password is wrong' },
  'auth.forbidden': { status: 403, title: 'This key, token or role may not do this' },
  'auth.not_owner': { status: 403, title: 'Only members of the unit that owns this may change it' },
  'member.last_admin': { status: 409, title: 'A workspace keeps at least one admin; make somebody else admin first' },
  'member.already_here': { status: 409, title: 'This person is a member already' },
  'invitation.waits_already': {
    status: 409,
    title: 'An invitation for this e-mail waits already; send that one again',
  },
  'invitation.too_many': { status: 409, title: 'As many invitations wait as may at once; withdraw some first' },
  'brand.logo_invalid': {
    status: 422,
    title: 'The logo must be a PNG, JPEG or SVG picture that holds nothing but drawing',
  },
  'unit.unknown': { status: 400, title: 'There is no such department, team or region, or it is archived' },
  'unit.needed': { status: 400, title: 'It must be said which of your units this belongs to' },
  'unit.name_taken': { status: 409, title: 'There is a unit of this kind with this name already' },
  'unit.ring': { status: 409, title: 'A unit cannot stand below itself' },
  'auth.too_many_tries': { status: 429, title: 'Too many tries; wait a little' },
  'auth.weak_password': { status: 400, title: 'This password is too easy to guess' },
  'auth.second_factor_needed': { status: 401, title: 'A code is needed besides the password' },
  'auth.second_factor_required': { status: 403, title: 'The workspace asks for a second factor; set one up first' },
  'auth.wrong_code': { status: 401, title: 'This code is wrong, or was used already' },
  'auth.stale': { status: 403, title: 'Prove again who you are, and then do this' },
  'auth.bound_session': {
    status: 403,
    title: 'Signed in by a provider, one cannot do this; sign in with the own password or passkey',
  },
  'auth.passkey_refused': { status: 401, title: 'This passkey is not known, or its answer does not fit' },
  'auth.provider_refused': { status: 401, title: 'The provider did not let this person in here' },
  'auth.provider_unreachable': { status: 502, title: 'The provider does not answer as it should' },
  'auth.link_invalid': { status: 400, title: 'This link is not valid, or was used already' },
  not_found: { status: 404, title: 'There is nothing at this address, or not in this workspace' },
  'atlas.unknown_record': { status: 404, title: 'This was never made here, or in another workspace' },
  'atlas.unknown_field': { status: 400, title: 'Records of this kind have no such field' },
  'atlas.text_moved_on': { status: 409, title: 'The text is another one now; read it again' },
  'atlas.value_invalid': { status: 400, title: 'This value may not stand in this field' },
  'atlas.field_needed': { status: 400, title: 'This field may not be empty' },
  'atlas.wrong_home': { status: 400, title: 'Records of this kind live elsewhere: in a journey, or in the library' },
  'atlas.too_far_behind': { status: 409, title: 'Too much was changed meanwhile; load it again' },
  'atlas.nothing_to_undo': { status: 409, title: 'Everything in it was changed again since' },
  'atlas.not_measurable': { status: 422, title: 'The journey cannot be measured as it stands' },
  'atlas.nothing_new': { status: 409, title: 'The journey is measured just so already' },
  'atlas.segment_not_counted': { status: 404, title: 'This edition does not count the segment apart' },
  'atlas.kind_taken': { status: 409, title: 'This id belongs to something of another kind or journey' },
  'atlas.same_already': { status: 409, title: 'The journey stands just so already' },
  'atlas.outside_taxonomy': { status: 422, title: 'The taxonomy does not let this term stand here' },
  'insight.wrong_state': { status: 409, title: 'The insight is not in a state from which this step leads' },
  'insight.reason_needed': { status: 400, title: 'It must be said why' },
  'insight.no_department': { status: 409, title: 'No department is in charge of this insight; name one first' },
  'feed.too_many_links': { status: 409, title: 'You have as many addresses of feeds as one may; withdraw one first' },
  'insight.person_needed': { status: 403, title: 'At the filter a person decides; programs cannot' },
  'insight.not_approver': { status: 403, title: 'This department has named who decides at its filter' },
  'insight.not_released': { status: 409, title: 'The insight was not let through, or that was withdrawn' },
  'insight.value_invalid': { status: 400, title: 'This value does not lie on the scale, or there is no such scale' },
  'insight.scales_invalid': { status: 422, title: 'By these scales and formulas nothing could be weighed' },
  'measure.judged': { status: 409, title: 'What a measure is judged by stays as it is once it was judged' },
  'measure.nothing_to_undo': { status: 409, title: 'There is nothing to take back, or it was taken back already' },
  'insight.nothing_to_undo': { status: 409, title: 'There is nothing to take back, or something was done since' },
  'insight.too_many': { status: 409, title: 'There is as much evidence here as can be' },
  'ticket.exists': { status: 409, title: 'There is a ticket for this already, or one is being opened' },
  'ticket.no_target': { status: 409, title: 'Nobody said where tickets of this department are opened' },
  'comment.not_yours': { status: 403, title: 'Only who wrote this comment may change it' },
  'comment.too_many': { status: 409, title: 'There are as many comments here as can be' },
  'share.not_valid': { status: 404, title: 'This link is not valid, or not any more' },
  'share.password_needed': { status: 403, title: 'This link asks for a password' },
  'share.password_wrong': { status: 403, title: 'This password is not the one of the link' },
  'picture.invalid': {
    status: 422,
    title: 'A picture must be PNG, JPEG, WebP or GIF, of 5 MB and 32 million pixels at most',
  },
  'picture.unknown': { status: 422, title: 'This picture is not kept here; bring it first' },
  'picture.too_many': { status: 409, title: 'There is no room for more pictures in this workspace' },
  'atlas.import_refused': {
    status: 422,
    title: 'Some of the file cannot be imported; look at the preview, or leave that out',
  },
  'download.cell_too_long': {
    status: 422,
    title: 'A text is longer than a cell of a workbook may be; take CSV or JSON',
  },
  conflict: { status: 409, title: 'The thing was changed in the meantime' },
  'listen.batch_too_long': { status: 400, title: 'More events in one batch than allowed' },
  'listen.event_too_large': { status: 400, title: 'The event is larger than allowed' },
  'listen.event_invalid': { status: 400, title: 'The event is not of a known form' },
  'listen.too_many_properties': { status: 400, title: 'The event has more properties, or deeper ones, than allowed' },
  'listen.no_identity': { status: 400, title: 'The event names no customer' },
  'listen.time_out_of_range': { status: 400, title: 'The time lies outside of 1900 to 2200' },
  'listen.behind': { status: 429, title: 'Processing is far behind; send again later' },
  'listen.queue_full': { status: 429, title: 'Too many events wait to be stored; send again in a moment' },
  'listen.text_invalid': { status: 400, title: 'A text holds characters that cannot be stored' },
  'listen.key_forbidden': { status: 400, title: 'A property has a name that is not allowed' },
  'listen.storage_low': { status: 503, title: 'Storage is nearly full; nothing is accepted until there is room' },
  'listen.unmapped': { status: 422, title: 'The source has no mapping yet, so nobody knows what is what' },
  'listen.signature_wrong': { status: 401, title: 'The delivery is not signed as this source asks for' },
  'import.unreadable': { status: 422, title: 'The file is not of a kind that can be read' },
  'import.wrong_state': { status: 409, title: 'The import is not in a state that allows this' },
  'condition.syntax': { status: 400, title: 'The condition cannot be read' },
  'condition.too_complex': { status: 400, title: 'The condition is longer or deeper than allowed' },
  'condition.out_of_reach': { status: 400, title: 'The condition asks for something that is not known at this place' },
  'condition.pattern_invalid': { status: 400, title: 'The pattern is not valid, or too long' },
  'flow.invalid': { status: 422, title: 'The flow has faults that must be mended before it can be published' },
  'flow.wrong_status': { status: 409, title: 'The flow is not in a state that allows this' },
  'message.no_channel': { status: 409, title: 'No mail server is set up, so nothing can be sent' },
  'message.test_needs_member': { status: 403, title: 'A test is sent to a member; programs have no address' },
  'message.wrong_state': { status: 409, title: 'The message is not in a state that allows this' },
  'member.elsewhere': {
    status: 409,
    title: 'The member belongs to other workspaces too; only they themselves may do this',
  },
  'view.not_yours': { status: 403, title: 'Only who saved this view, or an administrator, may change it' },
  'view.too_many': { status: 409, title: 'This list has as many saved views as it can have; remove one first' },
  'view.must_be_shared': {
    status: 400,
    title: 'A view made by a program must be shared, for nobody else would see it',
  },
  'customer.merge_refused': { status: 409, title: 'These two customers cannot be merged' },
  'customer.split_refused': { status: 409, title: 'This merge cannot be taken apart now' },
  'note.not_yours': { status: 403, title: 'Only who wrote this note may change it' },
  'keeping.folder_unusable': { status: 422, title: 'The server cannot write backups to this folder' },
  'template.invalid': { status: 422, title: 'The template cannot be rendered' },
  'server.fault': { status: 500, title: 'Something went wrong here; it was written down under the request id' },
  'server.unavailable': { status: 503, title: 'The server cannot do this at the moment; try again' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>

export type ProblemCode = keyof typeof problems

/** A refusal: the caller may not, or sent what cannot be taken. Answered as an RFC 9457 problem document. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode
  /** Facts for the caller: the field's path, limits, values that are no secret. */
  readonly facts: Readonly<Record<string, unknown>>

  /**
   * @param code - from the table of problems.
   * @param facts - what the caller needs to mend it; `field` is a JSON pointer or path, `detail` a sentence.
   */
  constructor(code: ProblemCode, facts: Readonly<Record<string, unknown>> = {}) {
    super(typeof facts['detail'] === 'string' ? facts['detail'] : problems[code].title)
    this.code = code
    this.facts = facts
  }

  /** The HTTP status of the refusal. */
  get status(): number {
    return problems[this.code].status
  }
}
