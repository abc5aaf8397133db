// The mail page's three files: markup, style, and the script that keeps the list current. Everything from a mail is written as text.

/** The markup; lists and words are filled in by the script. */
export const page = `<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Nordlicht Post</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css">
</head>
<body>
<header>
<h1><span class="mark" aria-hidden="true"></span><span id="title"></span></h1>
<p id="about"></p>
<nav><button type="button" id="show-mails" aria-pressed="true"></button><button type="button" id="show-calls" aria-pressed="false"></button></nav>
</header>
<main>
<ol id="list"></ol>
<section id="one" aria-live="off"><p id="none"></p>
<div id="shown" hidden>
<h2 id="subject"></h2><p id="facts"></p>
<iframe id="body" title="" sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe>
<pre id="call"></pre>
</div></section>
</main>
<script src="/page.js" type="module"></script>
</body>
</html>`

/** The style, light and dark. */
export const style = `:root { color-scheme: light dark; --ink: light-dark(#10212a, #e6eef1); --soft: light-dark(#51636d, #9fb3bd); --line: light-dark(#d9e2e6, #2b3b44);
  --paper: light-dark(#ffffff, #14212a); --ground: light-dark(#f3f6f7, #0d171d); --accent: light-dark(#0a6b72, #57c2c9); --new: light-dark(#e3f2f2, #173238); }
* { box-sizing: border-box }
html, body { height: 100%; margin: 0 }
body { display: grid; grid-template-rows: auto minmax(0, 1fr); font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--ground) }
header { display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: center; padding: 12px 20px; background: var(--paper); border-bottom: 1px solid var(--line) }
h1 { display: flex; gap: 10px; align-items: center; margin: 0; font-size: 18px; font-weight: 650 }
.mark { width: 14px; height: 14px; border-radius: 50%; background: var(--accent) }
header p { flex: 1; min-width: 240px; margin: 0; color: var(--soft) }
nav { display: flex; gap: 6px }
button { padding: 6px 12px; border: 1px solid var(--line); border-radius: 6px; background: none; color: inherit; font: inherit; cursor: pointer }
button[aria-pressed=true] { border-color: var(--accent); color: var(--accent); font-weight: 600 }
main { display: grid; grid-template-columns: minmax(280px, 380px) minmax(0, 1fr) }
#list { margin: 0; padding: 0; overflow-y: auto; list-style: none; border-right: 1px solid var(--line); background: var(--paper) }
#list button { display: grid; grid-template-columns: 1fr auto; gap: 0 12px; width: 100%; padding: 10px 20px; border: 0; border-bottom: 1px solid var(--line); border-radius: 0; text-align: left }
#list button:hover { background: var(--ground) }
#list button[aria-current=true] { background: var(--new); box-shadow: inset 3px 0 var(--accent) }
#list b { overflow: hidden; font-weight: 600; text-overflow: ellipsis; white-space: nowrap }
#list time, #list i { color: var(--soft); font-size: 13px; font-style: normal }
#list i { grid-column: 1 / -1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px }
#one { min-width: 0; min-height: 0; overflow: auto }
#none { margin: 15vh auto; color: var(--soft); text-align: center }
#shown { display: grid; grid-template-rows: auto auto minmax(0, 1fr); height: 100% }
#shown[hidden] { display: none }
h2 { margin: 0; padding: 16px 24px 0; font-size: 20px }
#facts { margin: 0; padding: 2px 24px 14px; color: var(--soft) }
iframe { width: 100%; height: 100%; border: 0; border-top: 1px solid var(--line); background: #ffffff; color-scheme: light }
pre { margin: 0; padding: 16px 24px; overflow: auto; border-top: 1px solid var(--line); background: var(--paper) }
@media (max-width: 720px) { main { grid-template-columns: 1fr; grid-template-rows: 40vh minmax(0, 1fr) } #list { border-right: 0; border-bottom: 1px solid var(--line) } }`

/** The script: fetches the list when it is told of something new, shows what is chosen. */
export const script = `const german = navigator.language.startsWith('de')
const words = german
  ? { title: 'Nordlicht Post', about: 'Alles, was die Demo verschickt. Kein Brief verlässt diesen Rechner.', mails: 'E-Mails', calls: 'Aufrufe anderer Systeme',
      none: 'Noch ist nichts gekommen. Die erste Nachricht erscheint von selbst.', to: 'an', of: 'Aufruf an' }
  : { title: 'Nordlicht mail', about: 'Everything the demo sends. No letter leaves this machine.', mails: 'E-mails', calls: 'Calls to other systems',
      none: 'Nothing has come yet. The first message appears by itself.', to: 'to', of: 'call to' }
const at = (id) => document.getElementById(id)
const clock = new Intl.DateTimeFormat(navigator.language, { timeStyle: 'medium' })
document.documentElement.lang = german ? 'de' : 'en'
at('title').textContent = document.title = words.title
at('about').textContent = words.about
at('none').textContent = words.none
let held = { count: 0, mails: [], calls: [] }
let kind = 'mails'
let chosen = null

for (const [id, name] of [['show-mails', 'mails'], ['show-calls', 'calls']])
  at(id).onclick = () => { kind = name; chosen = null; draw() }

async function load() {
  held = await (await fetch('/mails')).json()
  draw()
}

function draw() {
  at('show-mails').textContent = words.mails + ' ' + held.count
  at('show-calls').textContent = words.calls + ' ' + held.calls.length
  at('show-mails').ariaPressed = String(kind === 'mails')
  at('show-calls').ariaPressed = String(kind === 'calls')
  const items = held[kind]
  if (!items.some(({ id }) => id === chosen)) choose(items[0])
  const focused = document.activeElement?.dataset.id
  at('list').replaceChildren(...items.map(row))
  at('list').querySelector('[data-id="' + focused + '"]')?.focus()
  at('none').hidden = items.length > 0
}

function row(item) {
  const button = document.createElement('button')
  button.type = 'button'
  button.dataset.id = item.id
  button.ariaCurrent = String(item.id === chosen)
  button.onclick = () => { choose(item); draw() }
  const [head, when, foot] = ['b', 'time', 'i'].map((tag) => document.createElement(tag))
  head.textContent = kind === 'mails' ? item.subject : item.system
  when.textContent = clock.format(new Date(item.at))
  foot.textContent = kind === 'mails' ? item.to : JSON.stringify(item.body.data ?? item.body)
  button.append(head, when, foot)
  const line = document.createElement('li')
  line.append(button)
  return line
}

function choose(item) {
  chosen = item?.id ?? null
  at('shown').hidden = !item
  if (!item) return
  const mail = kind === 'mails'
  at('subject').textContent = mail ? item.subject : item.system
  at('facts').textContent = (mail ? words.to + ' ' + item.to : words.of + ' ' + item.system) + ' · ' + clock.format(new Date(item.at))
  at('body').hidden = !mail
  at('call').hidden = mail
  at('body').title = mail ? item.subject : ''
  if (mail) at('body').src = '/mails/' + item.id
  else at('call').textContent = JSON.stringify(item.body, null, 2)
}

const live = new EventSource('/live')
live.onmessage = load
live.onopen = load
`
