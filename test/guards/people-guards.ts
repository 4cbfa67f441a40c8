import type { Guard } from './guards.ts'

/** Callers and customers, and the doors people come in by. Passkeys are guarded in the browser alone (people-come-in-by-other-doors). */
export const peopleGuards: Guard[] = [
  {
    id: 'T2',
    what: 'a group has words of its own',
    file: 'server/conversations/scripts.rules.ts',
    find: '(groupId !== null && spoken.find((script) => script.groupId === groupId)) ||',
    put: '',
    story: 'test/stories/what-is-said-and-asked-is-written-down.test.ts',
  },
  {
    id: 'T3',
    what: 'a caller is found by name',
    file: 'server/customers/search.queries.ts',
    find: 'add(await byWords(ctx, nameWords(typed), limit, organizationId))',
    put: 'void [byWords, nameWords]',
    story: 'test/stories/the-book-of-customers-is-kept.test.ts',
  },
  {
    id: 'T5',
    what: 'a window left open overwrites no notes',
    file: 'server/conversations/calls.ts',
    find: ".where('call_notes.version', '=', version),",
    put: '',
    story: 'test/stories/a-call-is-kept-from-its-first-second.test.ts',
  },
  {
    id: 'TOTP',
    what: 'a code opens once',
    file: 'server/auth/factors.ts',
    find: ".where((eb) => eb.or([eb('last_step', 'is', null), eb('last_step', '<', step)]))",
    put: '',
    story: 'test/stories/a-second-factor-guards-the-door.test.ts',
  },
  {
    id: 'OIDC',
    what: 'a provider vouches for its own domains',
    file: 'server/auth/visiting.ts',
    find: "if (!ofDomain) throw new Refusal(403, 'provider_domain')",
    put: 'void ofDomain',
    story: 'test/stories/a-provider-vouches-for-somebody.test.ts',
  },
  {
    id: 'RATE',
    what: 'passwords cannot be tried for ever',
    file: 'server/auth/sessions.ts',
    find: 'await brake(db, near, 10, MINUTES_15)',
    put: 'void near',
    story: 'test/stories/people-come-in-by-the-door.test.ts',
  },
  {
    id: 'T6',
    what: 'nothing discarded or merged is an example',
    file: 'server/knowledge/queries.ts',
    find: "and t.closed_reason is distinct from 'merged' and t.closed_reason is distinct from 'discarded'",
    put: '',
    story: 'test/stories/solved-tickets-suggest-what-may-help.test.ts',
  },
]
