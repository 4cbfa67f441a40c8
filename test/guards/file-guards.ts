import type { Guard } from './guards.ts'

const kept = 'test/stories/files-and-drafts-are-kept.test.ts'

export const fileGuards: Guard[] = [
  {
    id: 'S11',
    what: 'a text is shown as text, whatever it is called',
    file: 'server/conversations/previewing.ts',
    find: "text ? 'text/plain; charset=utf-8' : file.content_type!",
    put: "text ? 'text/html; charset=utf-8' : file.content_type!",
    story: kept,
  },
  {
    id: 'S11',
    what: 'what was not found to be harmless is not shown',
    file: 'server/conversations/previewing.ts',
    find: "      .where('content_type', 'is not', null)\n",
    put: '',
    story: kept,
  },
  {
    id: 'S11',
    what: 'a group attaches no file of another group’s library',
    file: 'server/conversations/attaching.ts',
    find: "l('l.group_id', 'is', null), seen(ctx.actor, 'l.group_id')",
    put: "l('l.id', 'is not', null)",
    story: kept,
  },
  {
    id: 'S11',
    what: 'the library keeps what nobody has attached yet',
    file: 'server/conversations/files.ts',
    find: 'and not exists (select 1 from library_files l where l.file_id = f.id)',
    put: '',
    story: kept,
  },
  {
    id: 'T5',
    what: 'a draft is not replaced by a window that has not seen it',
    file: 'server/conversations/drafts.ts',
    find: '.where(isKnown(known)),',
    put: ',',
    story: kept,
  },
  {
    id: 'T5',
    what: 'a window forgets no draft that another has written since',
    file: 'server/conversations/drafts.ts',
    find: '.where(isKnown(known))\n    .execute()',
    put: '.execute()',
    story: kept,
  },
  {
    id: 'S10',
    what: 'no picture of the web is stored with what somebody formats',
    file: 'server/conversations/words.ts',
    find: "    allowedSchemesByTag: { img: ['cid'] },\n",
    put: '',
    story: 'test/stories/what-is-shown-is-what-is-sent.test.ts',
  },
  {
    id: 'S11',
    what: 'an attached mail that no server must take leaves as a file',
    file: 'server/mail/outgoing/mime.ts',
    find: '(await isSevenBit(open()))',
    put: '((await isSevenBit(open())), true)',
    story: 'server/mail/outgoing/mime.test.ts',
  },
]
