/** What a server or Node said of a connection, without advice meant for whoever programs it. */
export const detailShown = (detail: string) =>
  detail.replace(/[;,.]?\s*(?:if the root CA is installed locally, )?try running Node\.js with --use-system-ca/i, '')
