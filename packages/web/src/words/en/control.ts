// English words of Mission Control, flows and messages.

/** Mission Control. */
export const control = {
  title: 'Mission Control',
  needs: {
    title: 'Needs you',
    none: 'Nothing is stuck.',
    noneText: 'What does not move by itself appears here, with the reason and what to do.',
    since: 'since {{time}}',
    message_dead_one: '{{formatted}} message could not be sent',
    message_dead_other: '{{formatted}} messages could not be sent',
    message_unknown_one: '{{formatted}} message may or may not have arrived',
    message_unknown_other: '{{formatted}} messages may or may not have arrived',
    message_overdue_one: '{{formatted}} message is overdue',
    message_overdue_other: '{{formatted}} messages are overdue',
    input_set_aside_one: '{{formatted}} input was set aside because a rule failed',
    input_set_aside_other: '{{formatted}} inputs were set aside because a rule failed',
    events_refused_one: '{{formatted}} event was refused',
    events_refused_other: '{{formatted}} events were refused',
    bucket_unowned_one: '{{formatted}} of 256 buckets is not being worked on',
    bucket_unowned_other: '{{formatted}} of 256 buckets are not being worked on',
    engine_behind: 'Processing is behind',
    flow_paused: 'The orchestration “{{flow}}” is paused',
    help: {
      message_dead: 'All tries were used up. Look at the reason, mend it, then try again.',
      message_unknown: 'The other side went silent after the hand-over. Lotse tries again with the same key.',
      message_overdue: 'The channel answers slowly or not at all. Lotse keeps trying.',
      input_set_aside: 'The customer’s other inputs went on. Apply it again after a mend.',
      events_refused: 'Their senders were told. Look at the reasons, mend the source, replay them.',
      bucket_unowned: 'An engine stopped. Others take over within 15 seconds.',
      engine_behind: 'More arrives than is worked on. Nothing is lost; it catches up or needs another engine.',
      flow_paused: 'People in it stay where they are until it goes on.',
    },
    act: {
      message_dead: 'Look at messages',
      message_unknown: 'Look at messages',
      input_set_aside: 'Look at inputs',
      events_refused: 'Look at events',
      flow_paused: 'Open orchestration',
    },
  },
  recent: { none: 'No event in the last minute.' },
  flows: {
    title: 'Orchestrations',
    none: 'No orchestration is published yet.',
    noneText:
      'Orchestrations react to events: they wait, decide, and send. Add one through the API; it appears here at once.',
    docs: 'Read the API description',
    figures: '{{entered}} entered · {{active}} in it now · {{ended}} left',
  },
}
