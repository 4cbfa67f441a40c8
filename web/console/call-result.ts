/** How a call went, as a key of the catalogue: one that came in was answered by us, one we made by them. */
export const resultKey = <Result extends string>(direction: 'in' | 'out', result: Result) =>
  direction === 'in' && result === 'answered' ? ('call.attended' as const) : (`call.result.${result}` as const)
