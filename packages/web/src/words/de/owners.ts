// Deutsche Wörter dazu, wem etwas gehört.
import type * as en from '../en/owners.ts'
import type { Same } from '../same.ts'

/** Zuständigkeit von Fachbereichen, Teams und Regionen. */
export const owners: Same<typeof en.owners> = {
  label: 'Zuständig',
  hint: 'Wer dazugehört, darf ändern und veröffentlichen.',
  mine: 'Meine',
  nobody: 'Niemand',
  choose: 'Bitte wählen',
  noUnit:
    'Sie gehören noch zu keinem Fachbereich, Team oder Gebiet, dem das gehören könnte. Bitten Sie einen Administrator, Sie aufzunehmen.',
  change: 'Zuständigkeit ändern',
  ask: 'Wer ist für „{{name}}“ zuständig?',
  give: 'Übergeben',
  given: 'Für „{{name}}“ ist jetzt {{unit}} zuständig.',
  givenUp: 'Für „{{name}}“ ist niemand mehr zuständig.',
  loses:
    'Danach können Sie nichts mehr daran ändern und es auch nicht zurückholen. Das können dann nur die neuen Zuständigen oder das CX-Team.',
  nobodyText: 'Danach kann nur noch ändern, wer alles ändern darf.',
}
