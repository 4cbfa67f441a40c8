/** Why something may not be done, as a sentence; the server says it as part of one. Nothing when it may. */
export function whyNot(can: true | string | undefined): string | undefined {
  return typeof can === 'string' ? can.charAt(0).toLocaleUpperCase() + can.slice(1) : undefined
}
