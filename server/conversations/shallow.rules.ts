/** What ends by itself or holds nothing lies in nothing; nobody writes thousands of the others one within the other. */
const ENDING = new Set('p li td th tr dd dt option br hr img wbr col input meta link area base'.split(' '))

/** HTML without what lies deeper than anybody writes: its parsers pay the square of the depth, those that walk it run out of stack. */
export function shallow(html: string, deepest: number): string {
  let depth = 0
  return html.replace(/<(\/?)([a-z][a-z0-9]*)\b[^<>]*>/gi, (tag, closing: string, name: string) => {
    if (ENDING.has(name.toLowerCase())) return tag
    const beyond = depth > deepest
    depth = closing ? Math.max(0, depth - 1) : depth + 1
    return beyond ? '' : tag
  })
}
