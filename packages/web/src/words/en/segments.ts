// English words of segments: who belongs to one.

/** The condition of a segment. */
export const segments = {
  title: 'Who belongs to it',
  note: 'Customers of whom this is true',
  none: 'Nobody has said yet who belongs to it.',
  keep: 'Keep condition',
  beyond:
    'A segment asks for what is known of a customer: traits, identities, traits of the account. Events, counts and times of day cannot stand here.',
  measure:
    'Journeys that name the segment count it apart once they are measured anew. A run belongs to it if the customer did at its first visit.',
}
