// Reads from the text of a routes file what runs inside a request's transaction.

/** The handlers that say `name`, or what the file itself makes of it. */
export function handlersNaming(name: string, code: string): string[] {
  const forbidden = new RegExp(`\\b(?:${namesMadeOf(name, code).join('|')})\\b(?!:)`)
  return handlersIn(code).filter((handler) => forbidden.test(handler))
}

/** All that a route serves, and of what is served after something else the last part. */
function handlersIn(code: string): string[] {
  return [...code.matchAll(/\b(serve|serveAfter)\(/g)].map(({ 0: { length }, 1: how, index }) => {
    const given = argumentsFrom(code, index + length)
    return how === 'serve' ? given.slice(2).join() : given.at(-1)!
  })
}

function argumentsFrom(code: string, start: number): string[] {
  const found = ['']
  for (let at = start, depth = 0; at < code.length; at++) {
    const sign = code[at]!
    if ('([{'.includes(sign)) depth++
    if (')]}'.includes(sign) && --depth < 0) break
    if (sign === ',' && depth === 0) found.push('')
    else found[found.length - 1] += sign
  }
  return found.filter((argument) => argument.trim())
}

/** What was awaited is a value, and harmless; a function made of it is not. */
function namesMadeOf(name: string, code: string): string[] {
  const known = [name]
  const statements = [...code.matchAll(/^( *)const (\w+|\{[^}]*\}) =(?! await)(.*(?:\n\1 +.*)*)/gm)]
  for (const one of known)
    for (const [, , made, from] of statements)
      if (new RegExp(`\\b${one}\\b`).test(from!))
        known.push(...made!.match(/\w+/g)!.filter((other) => !known.includes(other)))
  return known
}
