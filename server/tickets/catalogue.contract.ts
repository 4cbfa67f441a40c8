import Type from 'typebox'
import { Choice, endpoint, Id, Line, ListOf, Nullable, strict } from '../platform/contract.ts'
import { STATUSES } from './contract.ts'

export const Question = strict({
  id: Id,
  text: Type.String(),
  kind: Choice(['text', 'number', 'date', 'yes_no', 'choice']),
  choices: Type.Array(Type.String()),
  neededFor: Choice(['intake', 'diagnosis']),
})
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
    questions: Type.Optional(
      Type.Array(
        strict({
          text: Line,
          kind: Type.Optional(Choice(['text', 'number', 'date', 'yes_no', 'choice'])),
          choices: Type.Optional(Type.Array(Line, { maxItems: 100 })),
          neededFor: Type.Optional(Choice(['intake', 'diagnosis'])),
        }),
        { maxItems: 100 },
      ),
    ),
  }),
  reply: Category,
})
export const Status = strict({ id: Id, name: Type.String(), status: Choice(STATUSES), fixed: Type.Boolean() })
export const listStatuses = endpoint({
  method: 'GET',
  path: '/api/statuses',
  access: 'read',
  summary: 'The statuses, each mapped on one of the six that rules know, and the moves between those six.',
  reply: strict({ items: Type.Array(Status), moves: Type.Record(Type.String(), Type.Array(Choice(STATUSES))) }),
})
