import type { Language } from '../../platform/i18n.ts'
import { en } from './built-in.en.ts'
import { es } from './built-in.es.ts'
import { pt } from './built-in.pt.ts'
import type { TemplateKind } from './contract.ts'

export type Template = { subject: string; html: string }
export type BuiltIn = Record<TemplateKind, Template>

/** What the desk writes until somebody writes something else, and whenever that cannot be used. */
export const builtIn: Record<Language, BuiltIn> = { es, en, pt }
