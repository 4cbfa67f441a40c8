/**
 * Of what is pasted from Word, Outlook or a page: words, lists, links, emphasis. The editor leaves out what it does not know; what those
 * programs write in ways of their own is turned into what it knows.
 */
export function sensible(html: string, isPictureHere: (contentId: string) => boolean): string {
  const page = new DOMParser().parseFromString(html, 'text/html')
  for (const gone of page.querySelectorAll('style, script, title, meta, xml')) gone.remove()
  for (const picture of page.querySelectorAll('img')) if (!isPictureHere(picture.dataset.cid ?? '')) picture.remove()
  for (const table of page.querySelectorAll('table')) if (holdsValues(table)) table.replaceWith(...linesOf(table))
  listsOfWord(page)
  return page.body.innerHTML
}

/** Not one that only lays a page out. */
const holdsValues = (table: Element) =>
  table.querySelector('td + td, th + td, th + th') !== null && !table.querySelector('table, ul, ol, p + p, div + div')

/** Nobody mails tables from here: each row is a line. */
const linesOf = (table: Element) =>
  [...table.querySelectorAll('tr')].map((row) => {
    const line = table.ownerDocument.createElement('p')
    line.textContent = [...row.children].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim()).join(' | ')
    return line
  })

/** Word writes a list as paragraphs, each with its own dash or number, that say in their style of which list they are. */
function listsOfWord(page: Document) {
  let list: { element: Element; id: string } | undefined
  for (const paragraph of page.querySelectorAll('p[style*="mso-list" i]')) {
    const id = /mso-list:\s*(l\d+)/i.exec(paragraph.getAttribute('style')!)?.[1] ?? ''
    const mark = paragraph.querySelector('[style*="mso-list:Ignore" i], [style*="mso-list: Ignore" i]')
    if (!list || list.id !== id || paragraph.previousElementSibling !== list.element) {
      const numbered = /^[\da-z]+[.)]/i.test(mark?.textContent.trim() ?? '')
      list = { id, element: page.createElement(numbered ? 'ol' : 'ul') }
      paragraph.before(list.element)
    }
    mark?.remove()
    const item = page.createElement('li')
    item.append(...paragraph.childNodes)
    list.element.append(item)
    paragraph.remove()
  }
}
