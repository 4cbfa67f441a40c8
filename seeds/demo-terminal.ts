import type { Desk } from '../server/transaction.ts'
import { playDemo } from './demo.ts'

/** `npm start -- --demo`: plays the demo company, shows how far it has come, and says how to sign in. */
export async function presentDemo(desk: Desk) {
  console.log(
    'Cargando la empresa de demostración (alrededor de un minuto) · Loading the demo company (about a minute)',
  )
  let shown = 0
  const { accounts, password, tickets } = await playDemo(desk, {
    progress(done, of) {
      if (shown < 0)
        console.log('Cargando la empresa de demostración (alrededor de un minuto) · Loading the demo company')
      const tenth = Math.floor((10 * done) / of)
      if (tenth > Math.max(shown, 0)) console.log(`  ${tenth * 10} %`)
      shown = tenth
    },
  })
  const own = desk.config.admin ? ' (con su ADMIN_PASSWORD · with your ADMIN_PASSWORD)' : ''
  const [admin, ...others] = accounts
  console.log(`
${tickets} tickets, cuatro meses de trabajo · four months of work.

  Entre con · Sign in with     ${admin!.email}${own}
  Contraseña · Password        ${password}

La misma contraseña sirve para (se muestra solo esta vez) · The same password for (shown only this once):
${others.map(({ email, name, role }) => `  ${email.padEnd(36)}${name} · ${ROLES[role]}`).join('\n')}

El correo que salga de esta mesa no llega a nadie · The mail this desk sends reaches nobody
`)
}

const ROLES = { admin: 'administra', agent: 'agente', operator: 'operadora u operador' }
