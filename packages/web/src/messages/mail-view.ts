// Makes a mail safe to look at: nothing in it runs, counts, or leads anywhere. Pure but for the browser's own parser.

/** Images of one pixel are there to count who opens; looking at a mail here must not count. */
const isPixel = (image: Element): boolean => image.getAttribute('width') === '1' && image.getAttribute('height') === '1'

const INERT = ['script', 'iframe', 'object', 'embed', 'form', 'base', 'link', 'meta[http-equiv]']

/**
 * The mail's page without what would run, load other pages, or count.
 *
 * @param html - as sent.
 */
export function quietMail(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html')
  for (const element of page.querySelectorAll(INERT.join(','))) element.remove()
  for (const image of page.querySelectorAll('img')) if (isPixel(image)) image.remove()
  for (const link of page.querySelectorAll('a[href]')) {
    link.setAttribute('title', link.getAttribute('href') ?? '')
    link.removeAttribute('href')
  }
  return `<!doctype html>${page.documentElement.outerHTML}`
}
