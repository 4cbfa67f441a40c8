import * as b from './beats.ts'
import type { Case } from './cases/case.ts'
import * as r from './replies.ts'

/** What happens, and how many working hours after what came before. */
export type Step = [after: number, beat: b.Beat]

/** How fast things go: our own work in shares of the time the priority allows, other people's in hours. */
export type Pace = {
  own(from: number, to: number): number
  wait(from: number, to: number): number
  solvedBy: Case['solvedBy']
  fromTray: boolean
  byMail: boolean
}

const begin = (p: Pace): Step[] => [
  [0, b.open],
  ...(p.byMail ? [[p.own(0.005, 0.02), b.classify] satisfies Step] : []),
  ...(p.solvedBy
    ? [[p.own(0.01, 0.04), b.dispatch(p.solvedBy)] satisfies Step]
    : p.fromTray
      ? [[p.own(0.01, 0.03), b.sort] satisfies Step]
      : []),
  [p.own(0.02, 0.06), b.take],
]
/** How the customer takes the news: says so, says it on the phone, or says nothing. */
const asked = (p: Pace): Step[] => [
  [p.own(0.03, 0.08), b.note],
  [p.own(0.02, 0.06), b.ask],
  [p.wait(1, 14), r.answer],
]
const done = (p: Pace): Step => [p.own(0.08, 0.25), b.complete]

/** Lives that end: closed by the customer's word, by the lead, or by time. */
export const ENDED = {
  onTheCall: (p: Pace): Step[] => [
    [0, b.solveOnTheCall],
    [p.wait(1, 6), r.justThank],
  ],
  direct: (p: Pace): Step[] => [...begin(p), [p.own(0.04, 0.12), b.note], done(p), [p.wait(1, 12), r.thank]],
  quiet: (p: Pace): Step[] => [
    ...begin(p),
    [p.own(0.05, 0.15), b.summarize],
    done(p),
    [p.wait(10, 20), r.confirmByPhone],
  ],
  asking: (p: Pace): Step[] => [...begin(p), ...asked(p), done(p), [p.wait(1, 12), r.thank]],
  expiring: (p: Pace): Step[] => [...begin(p), ...asked(p), done(p), [p.wait(2, 9), r.justThank]],
  byHand: (p: Pace): Step[] => [...begin(p), [p.own(0.05, 0.15), b.note], done(p), [p.wait(8, 20), r.closeByHand]],
  silent: (p: Pace): Step[] => [
    ...begin(p),
    [p.own(0.03, 0.08), b.ask],
    [0.02, r.away],
    [p.wait(20, 26), r.failToReach],
    [p.wait(10, 20), r.leaveMessage],
    [p.wait(9, 20), r.reach],
    done(p),
    [p.wait(2, 9), r.thank],
  ],
  third: (p: Pace): Step[] => [
    ...begin(p),
    [p.own(0.03, 0.08), b.note],
    [p.own(0.02, 0.05), b.askThird(14)],
    [0.2, b.tellOfThird],
    [p.wait(4, 16), b.thirdAnswers],
    done(p),
    [p.wait(1, 8), r.thank],
  ],
  visited: (p: Pace): Step[] => [
    ...begin(p),
    [p.own(0.03, 0.08), b.note],
    [0.1, b.plan(5)],
    [p.own(0.05, 0.12), b.update],
    [p.wait(3, 6), b.visit],
    [0.3, b.complete],
    [p.wait(1, 10), r.thank],
  ],
  reopened: (p: Pace): Step[] => [
    ...begin(p),
    [p.own(0.04, 0.1), b.note],
    done(p),
    [p.wait(3, 14), r.complain],
    [p.own(0.03, 0.08), r.findAgain],
    [p.own(0.03, 0.08), b.complete],
    [p.wait(1, 9), r.thank],
  ],
  comingBack: (p: Pace): Step[] => [
    ...begin(p),
    done(p),
    [p.wait(1, 5), r.thank],
    [p.wait(60, 90), r.comeBack],
    [p.own(0.03, 0.06), b.take],
    [p.own(0.04, 0.1), r.findAgain],
    done(p),
    [p.wait(1, 9), r.thank],
  ],
  merged: (p: Pace): Step[] => [
    ...begin(p),
    [p.own(0.03, 0.06), r.callTwice],
    [p.own(0.01, 0.02), r.merge],
    done(p),
    [p.wait(1, 9), r.thank],
  ],
  mailedBack: (p: Pace): Step[] => [
    [0, r.mishear],
    [0, b.open],
    [0.01, r.comeBackUnread],
    [p.own(0.04, 0.08), b.take],
    [0.05, r.correctAddress],
    [0.1, b.askInWriting],
    [p.wait(2, 9), r.answer],
    done(p),
    [p.wait(1, 9), r.thank],
  ],
  split: (p: Pace): Step[] => [...begin(p), ...asked(p), [0.5, r.askForMore], done(p), [p.wait(1, 9), r.thank]],
} satisfies Record<string, (p: Pace) => Step[]>

/** Lives in the middle of which we look in: the last step is the latest thing that happened. */
export const CURRENT = {
  arrived: (_p: Pace): Step[] => [[0, b.open]],
  taken: begin,
  examined: (p: Pace): Step[] => [...begin(p), [p.own(0.03, 0.08), b.note]],
  answered: (p: Pace): Step[] => [...begin(p), ...asked(p)],
  told: (p: Pace): Step[] => [...begin(p), [p.own(0.03, 0.08), b.summarize], [p.own(0.03, 0.08), b.update]],
  planned: (p: Pace): Step[] => [...begin(p), [p.own(0.03, 0.08), b.note], [0.1, b.plan(p.wait(4, 12))]],
  promised: (p: Pace): Step[] => [...begin(p), [p.own(0.03, 0.08), b.update], [0.05, r.promise(p.wait(3, 9))]],
  calledBack: (p: Pace): Step[] => [...begin(p), [p.own(0.03, 0.08), r.agreeToCallBack(p.wait(2, 5))]],
  snoozed: (p: Pace): Step[] => [...begin(p), [p.own(0.02, 0.05), b.update], [0.1, r.snooze(p.wait(4, 7))]],
  complained: (p: Pace): Step[] => [...begin(p), [p.own(0.03, 0.08), b.note], done(p), [p.wait(2, 9), r.complain]],
  asking: (p: Pace): Step[] => [...begin(p), [p.own(0.03, 0.08), b.note], [p.own(0.02, 0.06), b.ask]],
  unreached: (p: Pace): Step[] => [...begin(p), [p.own(0.02, 0.06), b.ask], [p.wait(19, 26), r.failToReach]],
  third: (p: Pace): Step[] => [
    ...begin(p),
    [p.own(0.03, 0.08), b.note],
    [p.own(0.02, 0.06), b.askThird(p.wait(10, 24))],
    [0.2, b.tellOfThird],
  ],
  completed: (p: Pace): Step[] => [...begin(p), [p.own(0.04, 0.1), b.note], done(p)],
  confirmed: (p: Pace): Step[] => [...begin(p), ...asked(p), done(p), [p.wait(1, 2), r.thank]],
} satisfies Record<string, (p: Pace) => Step[]>
