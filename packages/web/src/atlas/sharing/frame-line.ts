// The line of HTML that shows a journey within another page. Pure.

const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' }

/** @param title - read out to those who do not see the frame. */
export function frameLine(address: string, title: string): string {
  const plain = (text: string) => text.replace(/[&"<>]/g, (sign) => escaped[sign] ?? sign)
  return `<iframe src="${plain(address)}" title="${plain(title)}" width="100%" height="640" style="border: 0" loading="lazy"></iframe>`
}
