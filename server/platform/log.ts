import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'

/** Structured logs on stdout, without personal data: no bodies, no addresses, no query strings, no headers. */
export function openLog(level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: {
      req: (request: { method: string; routeOptions?: { url?: string }; id: string }) => ({
        id: request.id,
        method: request.method,
        route: request.routeOptions?.url,
      }),
      res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
      err: withoutValues,
    },
  }
  return destination ? pino(options, destination) : pino(options)
}

/**
 * An error as a developer needs it. What the database adds (detail, where, the failing row) is what people wrote; so are the words of
 * a data exception (class 22), which quote the value.
 */
function withoutValues(error: Error & { code?: string; constraint?: string; table?: string; routine?: string }) {
  const { name, message, stack, code, constraint, table, routine } = error
  const places = stack?.split('\n').filter((line) => line.startsWith('    at '))
  const quotesValues = code?.startsWith('22') && routine !== undefined
  return {
    type: name,
    message: quotesValues ? undefined : message,
    code,
    constraint,
    table,
    routine,
    stack: places?.join('\n'),
  }
}
