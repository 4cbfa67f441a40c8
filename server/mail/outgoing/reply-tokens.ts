import { randomBytes } from 'node:crypto'

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'

/** What an answer finds its way back by: 160 bits, in letters that survive whatever servers do to upper and lower case. */
export const newReplyToken = () => [...randomBytes(32)].map((byte) => LETTERS[byte % LETTERS.length]).join('')

/** The Message-ID of a mail, with its angle brackets: fixed once, the same at every try. */
export const messageIdOf = (token: string, mailbox: string) => `<${token}@${domainOf(mailbox)}>`

/** Where answers are sent by servers that deliver soporte+TOKEN@… to soporte@…. */
export function plusAddress(token: string, mailbox: string) {
  const at = mailbox.lastIndexOf('@')
  return `${mailbox.slice(0, at)}+${token}${mailbox.slice(at)}`
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1)
