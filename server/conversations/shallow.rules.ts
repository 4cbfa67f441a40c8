const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
/** HTML closes by itself what many leave open: a paragraph before the next block, an item before the next item, a cell before the next. */
type Ends = { what: Set<string>; within: Set<string> }
const ends = (what: string, within: string): Ends => ({
  what: new Set(what.split(' ')),
  within: new Set(within.split(' ')),
})
const each = (names: string, rule: Ends) => names.split(' ').map((name): [string, Ends] => [name, rule])
const ENDED_BY = new Map([
  ...each(
    'address article aside blockquote center details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header main nav ol p pre section table ul',
    ends('p', 'table caption td th button object'),
  ),
  ...each('li', ends('li', 'ul ol')),
  ...each('dd dt', ends('dd dt', 'dl')),
  ...each('td th', ends('td th', 'tr table')),
  ...each('tr', ends('tr', 'table')),
  ...each('tbody thead tfoot', ends('tbody thead tfoot', 'table')),
])
/** Nobody marks words within one paragraph so often over. */
const MOST_MARKS = 50

/**
 * HTML without what lies deeper than anybody writes: its parsers pay the square of the depth, those that walk it run out of stack. What
 * is merely left open is closed, so that thousands of paragraphs one after the other lie side by side.
 */
export function shallow(html: string, deepest: number): string {
  const open: string[] = []
  const counted = new Map<string, number>()
  const count = (name: string, more: number) => counted.set(name, (counted.get(name) ?? 0) + more)
  const closeTo = (length: number) => {
    for (const name of open.splice(length)) count(name, -1)
  }
  return html.replace(/<(\/?)([a-z][a-z0-9]*)\b[^<>]*>/gi, (tag, closing: string, given: string) => {
    const name = given.toLowerCase()
    if (VOID.has(name)) return tag
    if (closing) {
      if (counted.get(name)) closeTo(open.lastIndexOf(name))
      return tag
    }
    const left = leftOpen(open, ENDED_BY.get(name))
    const close = left < 0 ? '' : `</${open[left]}>`
    if (left >= 0) closeTo(left)
    if (open.length > deepest) return close
    open.push(name)
    count(name, 1)
    return close + tag
  })
}

/** Where among the open elements stands what the next one ends; -1 for nowhere. */
function leftOpen(open: string[], rule: Ends | undefined): number {
  for (let at = open.length - 1; rule && at >= Math.max(0, open.length - MOST_MARKS); at--) {
    if (rule.what.has(open[at]!)) return at
    if (rule.within.has(open[at]!)) return -1
  }
  return -1
}
