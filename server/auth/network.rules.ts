/** The neighbourhood of an address, whose hosts are one and the same to whoever owns it: the /24 of IPv4, the /64 of IPv6. */
export function networkOf(address: string): string {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
  if (!plain.includes(':')) return plain.split('.').slice(0, 3).join('.')
  const [before = [], after = []] = plain.split('::').map((half) => half.split(':').filter(Boolean))
  const between = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  const blocks = [...before, ...between, ...after].slice(0, 4)
  return blocks.map((block) => Number.parseInt(block, 16).toString(16)).join(':')
}
