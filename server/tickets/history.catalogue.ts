import { en } from './history.catalogue.en.ts'
import { es } from './history.catalogue.es.ts'
import { pt } from './history.catalogue.pt.ts'

/** How facts and fields are called where people read the record. */
export const historyTexts = { es, en, pt }
