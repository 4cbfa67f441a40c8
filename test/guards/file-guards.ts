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
]
