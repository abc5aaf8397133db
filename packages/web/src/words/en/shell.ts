// English words of sign-in, shell and shared parts.

/** Words of the frame around every screen. */
export const shell = {
  title: '{{page}} · Lotse',
  skip: 'Skip to the content',
  nav: {
    label: 'Main navigation',
    open: 'Open the navigation',
    close: 'Close the navigation',
    home: 'Start',
    control: 'Mission Control',
    customers: 'Customers',
    flows: 'Orchestrations',
    messages: 'Messages',
    events: 'Events',
    sources: 'Sources',
    settings: 'Settings',
    data: 'Data',
    perMinute: '{{figure}}/min',
  },
  member: {
    steps: 'First steps',
    menu: 'Your account: {{name}}',
    language: 'Language',
    scheme: 'Appearance',
    light: 'Light',
    dark: 'Dark',
    system: 'As the system',
    signOut: 'Sign out',
  },
  palette: {
    open: 'Search and do',
    button: 'Search, do …',
    placeholder: 'Where to, who, or what?',
    results: 'Results',
    none: 'Nothing found for “{{typed}}”.',
    setting: 'Settings: {{page}}',
    goWords: 'go open',
    light: 'Switch to light',
    dark: 'Switch to dark',
    group: {
      selection: 'With the selection',
      here: 'On this screen',
      create: 'Create',
      go: 'Go to',
      account: 'Console',
    },
  },
  keys: {
    title: 'Keyboard shortcuts',
    single: 'Shortcuts of single letters',
    singleHint: 'Switch them off when speech input or a braille keyboard triggers them by accident.',
    on: 'Switch single-letter shortcuts on',
    off: 'Switch single-letter shortcuts off',
    inLists: 'In lists',
    list: {
      move: 'Move through the rows',
      extend: 'Extend the selection',
      select: 'Select the row',
      all: 'Select all loaded rows',
      open: 'Open the row',
      ends: 'First and last row',
    },
  },
  missing: {
    title: 'There is nothing at this address',
    text: 'The link may be old, or a character is missing.',
    home: 'To the start page',
  },
  notForYou: {
    title: 'Not for your role',
    heading: 'This page is not part of your role',
    text: 'You work here with the role “{{role}}”. If you need this page, an admin can give you a further role.',
  },
}

/** Words of sign-in and first set-up. */
export const signIn = {
  title: 'Sign in',
  claim: 'Every customer journey, live.',
  email: 'E-mail',
  password: 'Password',
  submit: 'Sign in',
  ended: 'Your session has ended. Please sign in again.',
  setup: {
    title: 'Set up the first admin',
    text: 'This account manages the workspace. You can invite others later.',
    done: 'There is an admin already. Please sign in.',
    fieldInvalid: 'This cannot be used. Please check it.',
    name: 'Your name',
    password: 'Choose a password',
    submit: 'Create admin and sign in',
    noLink: 'This page needs the one-time link',
    noLinkText: 'Copy the whole link from the output of the server’s start. It works once.',
    toSignIn: 'Go to sign-in',
  },
}

/** Words of parts that many screens share. */
export const parts = {
  loading: 'Loading …',
  retry: 'Try again',
  copy: 'Copy',
  copied: 'Copied',
  more: 'Show more',
  none: '–',
  cancel: 'Cancel',
  close: 'Close',
  before: 'before',
  after: 'after',
  undo: 'Undo',
  undone: 'Undone',
  messages: 'Messages of the console',
  removeFilter: 'Remove the filter “{{name}}”',
  typeToConfirm: 'Type “{{word}}” to confirm',
  controlKey: 'Ctrl',
  live: {
    connecting: 'connecting',
    open: 'live',
    waiting: 'reconnecting',
    waitingText:
      'The live connection was interrupted at {{time}}. The figures below are from then; Lotse is reconnecting by itself.',
  },
  ago: {
    now: 'just now',
  },
}
