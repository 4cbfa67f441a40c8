/** The zone most people of a country live in; where there are several, the admin corrects it. */
const ZONES: Record<string, string> = {
  ...{ AR: 'America/Argentina/Buenos_Aires', BO: 'America/La_Paz', BR: 'America/Sao_Paulo', CL: 'America/Santiago' },
  ...{ CO: 'America/Bogota', CR: 'America/Costa_Rica', CU: 'America/Havana', DO: 'America/Santo_Domingo' },
  ...{ EC: 'America/Guayaquil', ES: 'Europe/Madrid', GQ: 'Africa/Malabo', GT: 'America/Guatemala' },
  ...{ HN: 'America/Tegucigalpa', MX: 'America/Mexico_City', NI: 'America/Managua', PA: 'America/Panama' },
  ...{ PE: 'America/Lima', PR: 'America/Puerto_Rico', PT: 'Europe/Lisbon', PY: 'America/Asuncion' },
  ...{ SV: 'America/El_Salvador', US: 'America/New_York', UY: 'America/Montevideo', VE: 'America/Caracas' },
}

export const zoneOf = (country: string, otherwise: string) => ZONES[country] ?? otherwise
