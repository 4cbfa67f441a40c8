import {
  addPasskey,
  confirmWithPasskey,
  passkeyOptions,
  passkeySignInOptions,
  signInWithPasskey,
} from '../../../server/auth/factors.contract.ts'
import { call, Problem } from '../../api.ts'
import { sayInUse } from '../../i18n.ts'

// What the browser does with passkeys; its library comes when one is used.

type Made = Parameters<typeof call<typeof addPasskey>>[1]['body']['credential']

export const passkeysHere = () => 'PublicKeyCredential' in window

export async function signInByPasskey() {
  await call(signInWithPasskey, { body: { credential: await answered() } })
}

export async function confirmByPasskey() {
  await call(confirmWithPasskey, { body: { credential: await answered() } })
}

export async function makePasskey(name: string) {
  const options = await call(passkeyOptions, {})
  const { startRegistration } = await import('@simplewebauthn/browser')
  const credential = await sayCancelled(startRegistration({ optionsJSON: options as never }))
  return call(addPasskey, { body: { name, credential: credential as unknown as Made } })
}

async function answered() {
  const options = await call(passkeySignInOptions, {})
  const { startAuthentication } = await import('@simplewebauthn/browser')
  return (await sayCancelled(startAuthentication({ optionsJSON: options as never }))) as unknown as Made
}

/** The browser says only that nothing came of it: cancelled, timed out, or no passkey for this desk. */
const sayCancelled = <T>(asked: Promise<T>): Promise<T> =>
  asked.catch(() => {
    throw new Problem({ status: 0, code: 'passkey_cancelled', detail: sayInUse('auth.passkeyCancelled') })
  })
