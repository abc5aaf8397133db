// Tickets about insights: kinds of systems, categories of statuses, modes, rules for fields and states of links. One table of facts; holds no rules.

/** Systems that tickets are opened in. */
export const ticketSystemKinds = ['redmine', 'jiraCloud', 'jiraDataCenter', 'github', 'gitlab', 'generic'] as const
/** One of these. */
export type TicketSystemKind = (typeof ticketSystemKinds)[number]

/** What every status of every system is in the end. */
export const ticketCategories = ['new', 'inProgress', 'done'] as const
/** One of these. */
export type TicketCategory = (typeof ticketCategories)[number]

/** `mirror`: only we follow the ticket; `drive`: it follows us as well. */
export const ticketModes = ['mirror', 'drive'] as const
/** One of these. */
export type TicketMode = (typeof ticketModes)[number]

/** Fields that are compared on both sides. The status goes both ways, the title out, the assignee in. */
export const ticketFields = ['status', 'title', 'assignee'] as const
/** One of these. */
export type TicketField = (typeof ticketFields)[number]

/** What holds where both sides changed a field to something different. */
export const ticketRules = ['remote', 'local', 'newest', 'ask'] as const
/** One of these. */
export type TicketRule = (typeof ticketRules)[number]

/** How it stands between an insight and its ticket. `moved`: it has another name now; `gone`: it was deleted; `forbidden`: we may not see it any longer. */
export const ticketLinkStates = ['linked', 'moved', 'gone', 'forbidden', 'unlinked'] as const
/** One of these. */
export type TicketLinkState = (typeof ticketLinkStates)[number]

/** States of insights that a ticket's status can stand for. */
export const ticketStates = ['ticket', 'inProgress', 'solved'] as const
/** One of these. */
export type TicketState = (typeof ticketStates)[number]

/** What lists of tickets can be narrowed to. */
export const ticketLists = ['all', 'overdue', 'untouched', 'conflicts', 'failing'] as const
/** One of these. */
export type TicketList = (typeof ticketLists)[number]
