// English words of templates of journeys.

/** Templates, and what was made from them. */
export const origins = {
  title: 'Templates',
  none: 'No templates yet',
  noneText:
    'A template gives new journeys their phases, steps and lanes, e.g. “Service request”. Open a journey, show its details and switch on “Template for new journeys”.',
  choose: 'Choose a journey',
  open: 'Open template',
  copies: 'Journeys made from it',
  noCopies: 'No journey has been made from it yet.',
  added: 'Added',
  removed: 'Removed',
  moved: 'Moved',
  changed: 'Changed',
  state: 'Like the template',
  same: 'Same shape',
  apart_one: '{{formatted}} difference',
  apart_other: '{{formatted}} differences',
  begin: 'Begin with',
  usual: 'Three phases to fill',
  beginHint: 'A template brings its phases, steps and lanes along.',
}
