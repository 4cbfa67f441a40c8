import Type from 'typebox'
import { Choice, endpoint, Id, IdParams, Line, ListOf, Nullable, Seen, strict } from '../platform/contract.ts'
import { STATUSES } from './contract.ts'

const QUESTION_KINDS = ['text', 'number', 'date', 'yes_no', 'choice'] as const
/** Its text in each language it was written in; Spanish always. */
const Translations = strict({
  es: Type.String(),
  en: Type.Optional(Type.String()),
  pt: Type.Optional(Type.String()),
})
export const Question = strict({
  id: Id,
  text: Type.String(),
  texts: Translations,
  kind: Choice(QUESTION_KINDS),
  choices: Type.Array(Type.String()),
  neededFor: Choice(['intake', 'diagnosis']),
})
const QuestionIn = strict({
  /** One there is already; without it, a new one. */
  id: Type.Optional(Id),
  text: Line,
  texts: Type.Optional(
    strict({ en: Type.Optional(Type.String({ maxLength: 500 })), pt: Type.Optional(Type.String({ maxLength: 500 })) }),
  ),
  kind: Type.Optional(Choice(QUESTION_KINDS)),
  choices: Type.Optional(Type.Array(Line, { maxItems: 100 })),
  neededFor: Type.Optional(Choice(['intake', 'diagnosis'])),
})
const QuestionsIn = Type.Array(QuestionIn, { maxItems: 100 })
export const Category = strict({
  id: Id,
  name: Type.String(),
  parentId: Nullable(Id),
  active: Type.Boolean(),
  questions: Type.Array(Question),
})
export const listCategories = endpoint({
  method: 'GET',
  path: '/api/categories',
  access: 'read',
  summary: 'Categories with their questions, in order.',
  reply: ListOf(Category),
})
export const createCategory = endpoint({
  method: 'POST',
  path: '/api/categories',
  access: 'admin',
  summary: 'Create a category with its questions.',
  status: 201,
  body: strict({
    name: Line,
    parentId: Type.Optional(Id),
    questions: Type.Optional(QuestionsIn),
  }),
  reply: Category,
})
export const editCategory = endpoint({
  method: 'PATCH',
  path: '/api/categories/:id',
  access: 'admin',
  summary: 'Rename, move, reorder or switch off a category; `questions` replaces the whole list, in its order.',
  params: IdParams,
  body: strict({
    name: Type.Optional(Line),
    parentId: Type.Optional(Nullable(Id)),
    /** Its place among the categories under the same parent, from 0. */
    position: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
    active: Type.Optional(Type.Boolean()),
    questions: Type.Optional(QuestionsIn),
    seen: Seen(Category),
  }),
  reply: Category,
})
const About = Choice(['customer', 'organization'])
export const listQuestions = endpoint({
  method: 'GET',
  path: '/api/questions',
  access: 'read',
  summary: 'What the company asks of its customers, or of organizations.',
  query: strict({ about: Type.Optional(About) }),
  reply: ListOf(Question),
})
export const saveQuestions = endpoint({
  method: 'PUT',
  path: '/api/questions',
  access: 'admin',
  summary: 'The whole list of such questions, in its order; one left out is no longer asked.',
  body: strict({
    about: About,
    questions: QuestionsIn,
    seen: Seen(strict({ questions: Type.Array(Question) })),
  }),
  reply: ListOf(Question),
})
export const Status = strict({ id: Id, name: Type.String(), status: Choice(STATUSES), fixed: Type.Boolean() })
export const listStatuses = endpoint({
  method: 'GET',
  path: '/api/statuses',
  access: 'read',
  summary: 'The statuses, each mapped on one of the six that rules know, and the moves between those six.',
  reply: strict({ items: Type.Array(Status), moves: Type.Record(Type.String(), Type.Array(Choice(STATUSES))) }),
})
