import { type AttachedFile, bothWords, type ComposerDraft, emptyDraft, enclosed, since } from './composer-draft.ts'
import { isBlank, showsPicture } from './rich-text.ts'

/** What is written in one mode, with what goes along. */
export type Words = Pick<ComposerDraft, 'html' | 'attachments'>
const NOTHING: Words = { html: '', attachments: [] }

/**
 * T5: a note, a mail and a call have words and files of their own. Those of the others wait beside what is on the form: nothing written for
 * the team goes out because one turned to something else.
 */
export function inMode(draft: ComposerDraft, mode: string): ComposerDraft {
  if (draft.mode === mode) return draft
  const { html, attachments } = draft
  const { [mode]: words = NOTHING, ...others } = draft.aside ?? {}
  const own = !isBlank(html) || attachments.length > 0
  return { ...draft, ...words, mode, aside: { ...others, ...(own && { [draft.mode]: { html, attachments } }) } }
}

/** As it becomes when this is done in another mode; the form stays in its own. */
export const withinMode = (draft: ComposerDraft, mode: string, act: (there: ComposerDraft) => ComposerDraft) =>
  inMode(act(inMode(draft, mode)), draft.mode)

export const saysOwn = (draft: ComposerDraft) =>
  !isBlank(draft.html) || enclosed(draft).length > 0 || draft.facts.solution.trim() !== ''

/** Worth keeping: something a person wrote, not only a choice of mode. */
export const saysSomething = (draft: ComposerDraft) => foremost(draft) !== undefined

/** Where something is written: in its own mode, else in another. */
export const foremost = (draft: ComposerDraft): ComposerDraft | undefined =>
  [draft.mode, ...Object.keys(draft.aside ?? {})].map((mode) => inMode(draft, mode)).find(saysOwn)

/** Without what was written in its mode, which was said or thrown away; of the rest, where something is written. */
export const leftBeside = (draft: ComposerDraft) => foremost(cleared(draft))

/** What is still to be said when that has been said: what came since, in the mode one is in, and what waits beside it. */
export const afterSaid = (said: ComposerDraft, now: ComposerDraft) =>
  withinMode(now, said.mode, (there) => ({ ...cleared(there), ...since(said, there) }))

/** Words that come back to where others are already being written lose neither, nor to whom those were to go; each stays what it was. */
export function together(back: ComposerDraft, now: ComposerDraft): ComposerDraft {
  const there = inMode(now, back.mode)
  const modes = Object.keys({ ...back.aside, ...there.aside })
  return {
    ...back,
    ...joined(back, there),
    aside: Object.fromEntries(modes.map((mode) => [mode, joined(back.aside?.[mode], there.aside?.[mode])])),
    facts: { ...back.facts, solution: bothLines(back.facts.solution, now.facts.solution) },
    mail: back.mail ?? now.mail,
    mailRequest: back.mailRequest ?? now.mailRequest,
    ...((back.asks || now.asks) && { asks: true }),
    ...((back.begunAfter ?? now.begunAfter) !== undefined && { begunAfter: back.begunAfter ?? now.begunAfter }),
  }
}

const joined = (one: Words = NOTHING, other: Words = NOTHING): Words => ({
  html: bothWords(one.html, other.html),
  attachments: [
    ...one.attachments,
    ...other.attachments.filter(({ fileId }) => !one.attachments.some((file) => file.fileId === fileId)),
  ],
})

const bothLines = (...texts: string[]) => [...new Set(texts)].filter((text) => text.trim()).join('\n')

/** Whoever takes something back finds it beside what has been written since, not twice. */
export const ownOf = ({ aside: _others, ...draft }: ComposerDraft): ComposerDraft => draft

/** Words of another mode come behind those of this one, with the pictures in them; they were asked for. */
export function brought(draft: ComposerDraft, from: string): ComposerDraft {
  const { [from]: there = NOTHING, ...others } = draft.aside ?? {}
  const placed = ({ contentId }: AttachedFile) => !!contentId && showsPicture(there.html, contentId)
  return {
    ...draft,
    html: bothWords(draft.html, there.html),
    attachments: [...draft.attachments, ...there.attachments.filter(placed)],
    aside: { ...others, [from]: { html: '', attachments: there.attachments.filter((file) => !placed(file)) } },
  }
}

/** To whom, about what and with which move belong to what was written. */
function cleared({ asks, begunAfter, ...draft }: ComposerDraft): ComposerDraft {
  const { facts, mail, mailRequest, direction, party, result, outcome, objectives, callbackAt } = emptyDraft
  const left = { ...draft, ...NOTHING, statusId: undefined, facts }
  if (draft.mode === 'email') return { ...left, mail, mailRequest }
  const kept = { ...left, ...(asks && { asks }), ...(begunAfter !== undefined && { begunAfter }) }
  return draft.mode === 'call' ? { ...kept, direction, party, result, outcome, objectives, callbackAt } : kept
}
