import { createHash, createSign, generateKeyPairSync } from 'node:crypto'
import type { World } from './world.ts'

/** A device that keeps one passkey, as browsers speak for it, without a browser. */
export function newPasskey({ desk }: World, credentialId: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x, y } = publicKey.export({ format: 'jwk' })
  const { origin, hostname } = new URL(desk.config.publicUrl)
  const encoded = (value: object) => Buffer.from(JSON.stringify(value))
  return {
    credentialId,
    /** COSE: elliptic curve, ES256, P-256. */
    publicKey: Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      bytes(x!),
      Buffer.from('225820', 'hex'),
      bytes(y!),
    ]),
    /** What the device answers to a challenge; each time it counts one further. */
    answer(challenge: string, counter: number, { at = origin, verified = true } = {}) {
      const client = encoded({ type: 'webauthn.get', challenge, origin: at, crossOrigin: false })
      const count = Buffer.alloc(4)
      count.writeUInt32BE(counter)
      const data = Buffer.concat([sha256(Buffer.from(hostname)), Buffer.from([verified ? 0x05 : 0x01]), count])
      const signature = createSign('sha256')
        .update(Buffer.concat([data, sha256(client)]))
        .sign(privateKey)
      const response = {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
      }
      return { id: credentialId, rawId: credentialId, type: 'public-key', clientExtensionResults: {}, response }
    },
  }
}

const bytes = (base64url: string) => Buffer.from(base64url, 'base64url')
const sha256 = (data: Buffer) => createHash('sha256').update(data).digest()
