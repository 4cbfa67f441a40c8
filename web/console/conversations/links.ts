/** An address as people type it: of the web, of mail, of a telephone; null where it is none of these. */
export function addressFrom(typed: string): string | null {
  const text = typed.trim()
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(text)) return `mailto:${text}`
  const address = /^[a-z][a-z\d+.-]*:(?!\d)/i.test(text) ? text : `https://${text}`
  if (!URL.canParse(address)) return null
  const { protocol, hostname } = new URL(address)
  if (protocol === 'mailto:' || protocol === 'tel:') return address
  return /^https?:$/.test(protocol) && /\.|^localhost$/.test(hostname) ? address : null
}
