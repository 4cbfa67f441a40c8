import type { Understood } from './understanding.ts'

/** A mail as it is decided: it came where its envelope said, whatever its head says or leaves out. */
export const arrived = ({ mail, ...more }: Understood, envelope: string[]): Understood => ({
  ...more,
  mail: { ...mail, deliveredTo: [...envelope, ...mail.deliveredTo] },
})
