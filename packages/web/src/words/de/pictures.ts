// German words: pictures in a map.
import type { pictures as english } from '../en/pictures.ts'
import type { Same } from '../same.ts'

export const pictures: Same<typeof english> = {
  title: 'Bild: {{place}}',
  choose: 'Bild hierher ziehen oder auswählen',
  change: 'Anderes Bild hierher ziehen oder auswählen',
  hint: 'PNG, JPEG, WebP oder GIF. Einfügen aus der Zwischenablage geht auch. Große Fotos werden verkleinert, Ort und Kameradaten entfernt.',
  preview: 'Vorschau',
  of: 'Bild von {{name}}',
  give: 'Bild hinzufügen',
  other: 'Anderes Bild',
  alt: 'Was ist zu sehen?',
  altHint: 'Ein Satz für alle, die das Bild nicht sehen, z. B. „Schlange an der einzigen offenen Kasse“.',
  keep: 'Bild übernehmen',
  remove: 'Bild entfernen',
}
