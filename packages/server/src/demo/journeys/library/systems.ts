// What works beneath the demo company's journeys: data objects, where they lie, and the applications that use them. Data alone.
import { type ItemPlan, idsIn } from '../plan.ts'
import type { Words } from '../words.ts'

type ObjectRow = readonly [id: string, name: Words, about: Words, personal?: true]
/** `holds`: data objects that lie there; `feeds`: applications that live on it. */
type SourceRow = readonly [id: string, name: Words, about: Words, technology: Words, holds: string, feeds: string]
/** `uses`: data objects that it works with. */
type ApplicationRow = readonly [id: string, owner: string, name: Words, about: Words, vendor: Words, uses: string]

const objects: readonly ObjectRow[] = [
  [
    'profile',
    'Kundenprofil | Customer profile',
    'Name, Adressen, Sprache, Region. | Name, addresses, language, region.',
    true,
  ],
  [
    'consent',
    'Einwilligung | Consent given',
    'Wem wir was auf welchem Weg schicken dürfen, mit Wortlaut. | What we may send to whom by which way, with its wording.',
    true,
  ],
  [
    'visit',
    'Besuch | Visit',
    'Was jemand in Shop oder App nacheinander ansieht. | What somebody looks at in shop or app, in order.',
    true,
  ],
  [
    'product',
    'Produktdaten | Product data',
    'Texte, Maße, Bilder, Material, Pflege. | Texts, measures, pictures, material, care.',
  ],
  ['size', 'Größentabelle | Size chart', 'Körpermaße je Marke und Schnitt. | Body measures by brand and cut.'],
  [
    'stock',
    'Bestand | Stock on hand',
    'Menge je Lager und Filiale, alle fünfzehn Minuten. | Quantity by warehouse and store, every fifteen minutes.',
  ],
  [
    'basket',
    'Warenkorb-Inhalt | Contents of a basket',
    'Artikel, Preise, Lieferweg, noch nicht bestellt. | Items, prices, way of delivery, not ordered yet.',
  ],
  [
    'order',
    'Bestellung | Order',
    'Was gekauft wurde, zu welchem Preis, wohin. | What was bought, at which price, where to.',
    true,
  ],
  [
    'payment',
    'Zahlungsvorgang | Payment attempt',
    'Weg, Betrag, Ergebnis und Grund der Ablehnung. | Way, amount, result, and reason of a refusal.',
    true,
  ],
  [
    'parcel',
    'Sendung | Consignment',
    'Stationen eines Pakets und der versprochene Tag. | Stations of a parcel and the promised day.',
  ],
  [
    'return',
    'Rücksendung | Return consignment',
    'Was zurückkommt, warum, in welchem Zustand. | What comes back, why, in what state.',
  ],
  [
    'case',
    'Anliegen | Customer request',
    'Was jemand wollte, wer es hatte, wie es ausging. | What somebody wanted, who had it, how it ended.',
    true,
  ],
  [
    'repair',
    'Reparaturauftrag | Repair order',
    'Schaden, Fotos, Kostenvoranschlag, Stand. | Damage, photos, estimate, state.',
  ],
  [
    'review',
    'Bewertung | Product review',
    'Sterne und Text zu einem gekauften Artikel. | Stars and words about an item that was bought.',
  ],
  ['membership', 'Mitgliedschaft | Club membership', 'Stufe, Beitrag, Ablauf. | Tier, fee, end.', true],
  [
    'offer',
    'Angebotsdaten | Quotation data',
    'Positionen, Staffelpreise, Frist, Fassung. | Items, graded prices, deadline, revision.',
  ],
]

const sources: readonly SourceRow[] = [
  [
    's-shop',
    'Ereignisse des Web-Shops | Events of the web shop',
    'Jeder Klick, sobald er geschieht. | Every click as it happens.',
    'Tracking-API von Lotse | Tracking API of Lotse',
    'visit basket order',
    'shop analytics mailer',
  ],
  [
    's-app',
    'Ereignisse der App | Events of the app',
    'Ältere Fassungen nennen den Kunden nicht. | Older editions do not name the customer.',
    'Tracking-API, gesammelt alle zehn Sekunden | Tracking API, batched every ten seconds',
    'visit basket payment',
    'app analytics mailer',
  ],
  [
    's-catalogue',
    'Produktdatenbank | Product database',
    'Eine Wahrheit für Shop, App, Kasse und Katalog. | One truth for shop, app, tills and catalogue.',
    'PostgreSQL im Haus | PostgreSQL on site',
    'product size',
    'pim search shop',
  ],
  [
    's-warehouse',
    'Daten der Warenwirtschaft | Warehouse data',
    'Schreibt Datumsangaben noch wie Menschen: 3.4.24. | Still writes dates as people do: 3.4.24.',
    'Nächtlicher Abzug und Meldungen je Sendung | Nightly extract and a message for each parcel',
    'stock parcel return',
    'warehouse carrier returns',
  ],
  [
    's-crm',
    'Stammdaten im CRM | Master data in the CRM',
    'Kunden, Firmenkonten, Mitgliedschaften, Bewertungen. | Customers, company accounts, memberships, reviews.',
    'Mietdienst mit Schnittstelle | Rented service with an interface',
    'profile consent membership review offer',
    'crm club quoting',
  ],
  [
    's-contact',
    'Gesprächsdaten | Contact data',
    'Anlass, Dauer, wer geholfen hat; kein Mitschnitt. | Reason, length, who helped; no recording.',
    'Ausgang des Contact Centers, jede Minute | Output of the contact centre, every minute',
    'case',
    'contact',
  ],
  [
    's-payments',
    'Meldungen des Bezahldienstes | Payment messages',
    'Kommen als Webhook, mit Gründen in Codes. | Arrive as webhooks, with reasons in codes.',
    'Webhook, noch nicht zugeordnet | Webhook, not mapped yet',
    'payment',
    'pay',
  ],
  [
    's-workshop',
    'Werkstattbuch | Workshop ledger',
    'Seit 2009 in einer Tabelle, die einer pflegt. | In a spreadsheet that one person keeps, since 2009.',
    'Tabelle auf dem Werkstattrechner | Spreadsheet on the workshop’s computer',
    'repair',
    'workshop',
  ],
]

const applications: readonly ApplicationRow[] = [
  [
    'shop',
    'web',
    'Shop-System | Shop system',
    'Katalog, Warenkorb, Bestellung. | Catalogue, basket, order.',
    'Mietsoftware, jährlich kündbar | Rented software, yearly notice',
    'basket order product',
  ],
  [
    'app',
    'web',
    'App für iOS und Android | App for iOS and Android',
    'Eigener Rahmen, die Bezahlseite ist eine Web-Ansicht. | Our own frame; the payment page is a web view.',
    'Eigenbau mit einer Agentur | Built with a studio',
    'visit basket',
  ],
  [
    'search',
    'web',
    'Produktsuche | Product search',
    'Findet nach Wörtern, noch nicht nach Absicht. | Finds by words, not by intent yet.',
    'Offene Software, selbst betrieben | Open software, run by us',
    'product stock',
  ],
  [
    'pim',
    'web',
    'Produktdatenpflege | Product data desk',
    'Hier entstehen Texte, Maße und Bilder. | Where texts, measures and pictures are made.',
    'Offene Software mit eigenen Masken | Open software with forms of our own',
    'product size',
  ],
  [
    'pay',
    'data',
    'Bezahldienst | Payment provider',
    'Karte, PayPal, Rechnung, Lastschrift, Twint. | Card, PayPal, invoice, debit, Twint.',
    'Zahlungsinstitut mit Lizenz in Luxemburg | Payment house licensed in Luxembourg',
    'payment order',
  ],
  [
    'warehouse',
    'logistics',
    'Lagerverwaltung | Warehouse system',
    'Steuert Regale, Wagen und Packtische in Neumünster. | Runs shelves, carts and packing tables in Neumünster.',
    'Seit 2013, Wartung bis 2027 | Since 2013, maintained until 2027',
    'stock order parcel',
  ],
  [
    'carrier',
    'logistics',
    'Anbindung der Paketdienste | Carrier connection',
    'Etiketten und Stationen von vier Diensten. | Labels and stations of four carriers.',
    'Vermittler für vier Länder | Broker for four countries',
    'parcel return',
  ],
  [
    'returns',
    'logistics',
    'Retourenportal | Returns portal',
    'Anmelden, Etikett drucken, Grund nennen. | Announce, print a label, give a reason.',
    'Zusatz zum Shop-System | Extension of the shop system',
    'return order',
  ],
  [
    'crm',
    'sales',
    'Kundenverwaltung (CRM) | Customer relations (CRM)',
    'Wer Kunde ist und was wir vereinbart haben. | Who is a customer and what we agreed on.',
    'Weltweiter Anbieter, Rechenzentrum in Frankfurt | Global vendor, data centre in Frankfurt',
    'profile membership',
  ],
  [
    'club',
    'sales',
    'Clubverwaltung | Club desk',
    'Stufen, Beiträge, Karten. | Tiers, fees, cards.',
    'Baustein des CRM | Module of the CRM',
    'membership profile',
  ],
  [
    'quoting',
    'b2b',
    'Angebotsrechner | Quotation desk',
    'Staffelpreise, Fassungen, PDF. | Graded prices, revisions, PDF.',
    'Von einem Werkstudenten begonnen | Begun by a student trainee',
    'offer stock',
  ],
  [
    'contact',
    'service',
    'Contact Center | Contact centre',
    'Verteilt Anrufe, Chats und Post auf 22 Leute. | Spreads calls, chats and mail over 22 people.',
    'Telefonanlage mit Chat-Modul | Telephone system with a chat module',
    'case profile',
  ],
  [
    'workshop',
    'service',
    'Werkstattplan | Workshop planner',
    'Wer flickt wann was. | Who mends what when.',
    'Tabelle und Wandtafel | Spreadsheet and a board on the wall',
    'repair',
  ],
  [
    'mailer',
    'marketing',
    'Orchestrierung in Lotse | Orchestration in Lotse',
    'Mails, Mitteilungen und Anstöße an andere Systeme. | Mails, notifications and nudges to other systems.',
    'Lotse, im eigenen Haus | Lotse, on our own machines',
    'consent profile visit',
  ],
  [
    'till',
    'data',
    'Kassensystem | Till system',
    'Sechs Filialen, vierzehn Kassen, drei Länder. | Six stores, fourteen tills, three countries.',
    'Kassenhersteller aus Österreich | Till maker from Austria',
    'order stock',
  ],
  [
    'analytics',
    'data',
    'Auswertung | Analytics store',
    'Berichte vom Vortag für alle Fachbereiche. | Reports of the day before for all departments.',
    'Offene Werkzeuge auf PostgreSQL | Open tools on PostgreSQL',
    'visit order review',
  ],
]

/** All of them. A source feeds the objects that lie there and its applications; an application uses objects. */
export const systems: readonly ItemPlan[] = [
  ...objects.map(
    ([id, name, about, personal]): ItemPlan => ({
      id: `o-${id}`,
      kind: 'dataObject',
      owner: 'data',
      name,
      words: { about },
      fields: { personal: personal === true },
    }),
  ),
  ...applications.map(
    ([id, owner, name, about, vendor, uses]): ItemPlan => ({
      id: `a-${id}`,
      kind: 'application',
      owner,
      name,
      words: { about, vendor },
      ties: { uses: idsIn(uses, 'o-') },
    }),
  ),
  ...sources.map(
    ([id, name, about, technology, holds, feeds]): ItemPlan => ({
      id,
      kind: 'dataSource',
      owner: 'data',
      name,
      words: { about, technology },
      ties: { feeds: [...idsIn(holds, 'o-'), ...idsIn(feeds, 'a-')] },
    }),
  ),
]
