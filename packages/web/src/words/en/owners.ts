// English words about whose things are.

/** Owners: departments, teams and regions that things belong to. */
export const owners = {
  label: 'Responsible',
  hint: 'Whoever belongs to it may change and publish.',
  mine: 'Mine',
  nobody: 'Nobody',
  choose: 'Please choose',
  noUnit:
    'You belong to no department, team or region yet, so there is nobody this could belong to. Ask an administrator to add you to one.',
  change: 'Change who is responsible',
  ask: 'Who is responsible for “{{name}}”?',
  give: 'Hand over',
  given: '{{unit}} is now responsible for “{{name}}”.',
  givenUp: 'Nobody is responsible for “{{name}}” any more.',
  loses:
    'After this you can no longer change it, nor take it back yourself. Only those it belongs to then can, or the CX team.',
  nobodyText: 'After this only those can change it who may change everything.',
}
