/** What a server or Node said of a connection, without advice meant for whoever programs it. */
export const detailShown = (detail: string) =>
  detail.replace(/[;,.]?\s*(?:if the root CA is installed locally, )?try running Node\.js with --use-system-ca/i, '')

/** OpenSSL's own words, with its places in the code: whoever sets up a mailbox reads the advice beside them. */
export const isForProgrammers = (detail: string) => /\bSSL routines\b/i.test(detail)
