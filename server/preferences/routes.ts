import type { FastifyInstance } from 'fastify'
import { serve } from '../platform/http.ts'
import { editPreferences, getPreferences, setAvailability } from './contract.ts'
import { editMyPreferences, myPreferences, setMyAvailability } from './preferences.ts'

export function preferenceRoutes(app: FastifyInstance) {
  serve(app, getPreferences, (ctx) => myPreferences(ctx))
  serve(app, editPreferences, async (ctx, { body }) => {
    await editMyPreferences(ctx, body)
    return myPreferences(ctx)
  })
  serve(app, setAvailability, async (ctx, { body }) => {
    await setMyAvailability(ctx, body.available)
    return myPreferences(ctx)
  })
}
