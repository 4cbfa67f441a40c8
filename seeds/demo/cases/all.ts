import type { Trade } from '../names.ts'
import { hotel, restaurante } from './atencion.ts'
import type { Case } from './case.ts'
import { ferreteria, panaderia } from './comercio.ts'
import { general } from './general.ts'
import { distribuidora, transporte } from './movimiento.ts'
import { farmacia, taller } from './oficio.ts'
import { clinica, colegio } from './servicios.ts'

const OWN: Record<Trade, Case[]> = {
  ...{ panaderia, ferreteria, clinica, colegio, transporte },
  ...{ distribuidora, restaurante, hotel, farmacia, taller },
}

/** What may happen to a company of the trade. */
export const casesOf = (trade: Trade): Case[] => [...OWN[trade], ...general]
