// Which pages may show a journey, and the line that does.
import { expect, test } from 'vitest'
import { frameLine } from './frame-line.ts'
import { originsIn } from './origins.ts'

test('of addresses as people copy them the origin is taken, each once', () => {
  expect(originsIn(' https://Wiki.example.org/page?x=1\nwiki.example.org  http://localhost:8080/a')).toEqual({
    origins: ['https://wiki.example.org', 'http://localhost:8080'],
  })
  expect(originsIn('müller.example')).toEqual({ origins: ['https://xn--mller-kva.example'] })
})

test.each([
  ['', { fault: 'originsNeeded' }],
  ['  \n ', { fault: 'originsNeeded' }],
  ['https://*', { fault: 'originsWrong', text: 'https://*' }],
  ['*.example.org', { fault: 'originsWrong', text: '*.example.org' }],
  ['ftp://example.org', { fault: 'originsWrong', text: 'ftp://example.org' }],
  ["https://a'b.example", { fault: 'originsWrong', text: "https://a'b.example" }],
  ['javascript:alert(1)', { fault: 'originsWrong', text: 'javascript:alert(1)' }],
  [Array.from({ length: 11 }, (_, n) => `a${n}.example`).join('\n'), { fault: 'originsMany' }],
])('%j is refused with its reason', (text, answer) => expect(originsIn(text)).toEqual(answer))

test('the line carries the name of the journey without becoming more than a title', () => {
  expect(frameLine('https://lotse.example/embed/a#b', 'Kaufen "& mehr" <b>')).toBe(
    '<iframe src="https://lotse.example/embed/a#b" title="Kaufen &quot;&amp; mehr&quot; &lt;b&gt;" width="100%" height="640" style="border: 0" loading="lazy"></iframe>',
  )
})
