import type { Static } from 'typebox'
import { alertAdmins } from '../../alerts/alerts.ts'
import type { Context } from '../../context.ts'
import { oneLine } from '../../conversations/addresses.rules.ts'
import { wordsOf } from '../../conversations/words.ts'
import { LANGUAGES, type Language } from '../../platform/i18n.ts'
import { fillIn, refuseTemplate, TemplateFault } from '../../platform/liquid.ts'
import { requireSeen } from '../../platform/seen.ts'
import { companySettings } from '../../platform/settings.ts'
import { builtIn, type Template } from './built-in.ts'
import { type MailTemplate, type saveTemplate, TEMPLATE_KINDS, type TemplateKind } from './contract.ts'
import { companyIn, exampleValues, MORE_VARIABLES, VARIABLES, type Values } from './values.ts'

export type Written = { subject: string; html: string; text: string }

/** Every text the desk writes, whoever wrote it. */
export async function templates({ db }: Context): Promise<MailTemplate[]> {
  const own = await db.selectFrom('mail_templates').select(['kind', 'language', 'subject', 'html', 'broken']).execute()
  return TEMPLATE_KINDS.flatMap((kind) =>
    LANGUAGES.map((language) => {
      const held = own.find((row) => row.kind === kind && row.language === language)
      return {
        ...{ kind, language, broken: held?.broken ?? null, builtIn: !held },
        ...(held ? { subject: held.subject, html: held.html } : builtIn[language][kind]),
        variables: [...VARIABLES, ...(MORE_VARIABLES[kind] ?? [])],
      }
    }),
  )
}

type Name = { kind: TemplateKind; language: Language }
type Save = Static<(typeof saveTemplate)['body']>

async function template(ctx: Context, { kind, language }: Name): Promise<MailTemplate> {
  return (await templates(ctx)).find((each) => each.kind === kind && each.language === language)!
}

/** Whether a text says a variable, whatever else it says. */
export async function tells(ctx: Context, name: Name, variable: string): Promise<boolean> {
  const { subject, html } = await template(ctx, name)
  return new RegExp(`\\{\\{[^}]*\\b${variable.replace('.', '\\.')}\\b`).test(subject + html)
}

/** Kept only if it can be filled in: what fails does so before the eyes of who wrote it. */
export async function saveTemplateAs(ctx: Context, name: Name, { seen, ...source }: Save): Promise<MailTemplate> {
  await tryTemplate(ctx, name.language, source)
  const own = await ctx.db
    .selectFrom('mail_templates')
    .select('id')
    .where('kind', '=', name.kind)
    .where('language', '=', name.language)
    .forNoKeyUpdate()
    .executeTakeFirst()
  requireSeen(await template(ctx, name), seen)
  const set = { ...source, broken: null, updated_at: ctx.now }
  await ctx.record({ type: 'template.saved', ...name }, async () => {
    if (own) await ctx.db.updateTable('mail_templates').set(set).where('id', '=', own.id).execute()
    // Of two who write it first, the key makes the second look again.
    else
      await ctx.db
        .insertInto('mail_templates')
        .values({ ...name, ...set })
        .execute()
  })
  return template(ctx, name)
}

export async function resetTemplateAs(ctx: Context, name: Name): Promise<MailTemplate> {
  await ctx.record({ type: 'template.reset', ...name }, () =>
    ctx.db.deleteFrom('mail_templates').where('kind', '=', name.kind).where('language', '=', name.language).execute(),
  )
  return template(ctx, name)
}

/** Fills a text in with an example, or with the values of a ticket; refuses it with the line that fails. */
export async function tryTemplate(
  ctx: Context,
  language: Language,
  source: Template,
  values?: Values,
): Promise<Written> {
  const company = await companySettings(ctx)
  const filled = values ?? exampleValues({ language, zone: company.zone }, companyIn(company))
  const part = (field: 'subject' | 'html', as: 'html' | 'text') =>
    fillIn(source[field], filled, as).catch(refuseTemplate(field))
  return written(await part('subject', 'text'), await part('html', 'html'))
}

/** What is written to a customer. A text of one's own that fails gives way to the built-in one; `fault` says why. */
export async function write(ctx: Context, name: Name, values: Values): Promise<Written & { fault: string | null }> {
  const own = await ctx.db
    .selectFrom('mail_templates')
    .select(['subject', 'html'])
    .where('kind', '=', name.kind)
    .where('language', '=', name.language)
    .executeTakeFirst()
  const fallback = builtIn[name.language][name.kind]
  if (!own) return { ...(await fill(fallback, values)), fault: null }
  try {
    return { ...(await fill(own, values)), fault: null }
  } catch (error) {
    if (!(error instanceof TemplateFault)) throw error
    return { ...(await fill(fallback, values)), fault: error.message }
  }
}

const fill = async (source: Template, values: Values) =>
  written(await fillIn(source.subject, values, 'text'), await fillIn(source.html, values, 'html'))

function written(subject: string, html: string): Written {
  const words = wordsOf({ html })
  return { subject: oneLine(subject).slice(0, 400).toWellFormed(), html: words.html ?? '', text: words.text }
}

/** The admins hear of it once; saving the template again makes it new. */
export async function noteBroken(ctx: Context, { kind, language }: Name, fault: string) {
  const { broken } = await template(ctx, { kind, language })
  if (broken !== null) return
  await ctx.record({ type: 'template.broken', kind, language, fault }, async () => {
    await ctx.db
      .updateTable('mail_templates')
      .set({ broken: fault })
      .where('kind', '=', kind)
      .where('language', '=', language)
      .execute()
    await alertAdmins(ctx, { kind: 'template_broken', detail: { fault } })
  })
}
