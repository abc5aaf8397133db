// Deutsche Wörter einer Journey auf einer Seite.
import type * as en from '../en/canvas.ts'
import type { Same } from '../same.ts'

/** Der Customer Experience Canvas. */
export const canvas: Same<typeof en.canvas> = {
  title: 'Customer Experience Canvas von „{{name}}“',
  about: 'Die Journey auf einer Seite, zum Aufhängen und Weitergeben.',
  print: 'Auf {{paper}} drucken',
  nothing: 'Noch keine Schritte. In der Karte legen Sie Phasen und Schritte an; hier stehen sie zusammengefasst.',
  goal: 'Was Kunden wollen',
  personas: 'Wessen Journey es ist',
  moments: 'Momente der Wahrheit',
  moment: 'Moment der Wahrheit',
  needs: 'Bedürfnisse',
  met: '{{fully}} von {{all}} ganz erfüllt',
  metMore: '{{partly}} teilweise, {{none}} gar nicht',
  notSaid: 'Noch nicht gesagt',
  owner: 'Von Anfang bis Ende: {{name}}',
  nobody: 'niemand benannt',
  row: {
    touchpoints: 'Touchpoints',
    channels: 'Kanäle',
    needs: 'Bedürfnisse',
    insights: 'Pain Points, Chancen',
    whole: 'Zur ganzen Journey',
    processes: 'Prozesse',
    systems: 'Systeme',
    data: 'Daten',
    teams: 'Teams',
  },
  line: 'Durch wessen Hände sie geht',
  noOwners: 'Noch niemand: Geben Sie den Touchpoints dieser Journey einen Zuständigen, dann steht die Linie hier.',
  handovers: 'Übergaben',
  handsTo: 'übergibt an',
  atStep: 'bei „{{name}}“',
}
