/** One line of the doctor: `say` names its sentence below `doctor.<name>`. */
export type Check = { name: string; state: 'ok' | 'warn' | 'bad'; say: string; params: Record<string, string | number> }

export const ok = (name: string, params = {}): Check => ({ name, state: 'ok', say: 'ok', params })
export const bad = (name: string, params: Check['params'] = {}, say = 'bad'): Check => ({
  name,
  state: 'bad',
  say,
  params,
})
export const warn = (name: string, params: Check['params'], say: string): Check => ({
  name,
  state: 'warn',
  say,
  params,
})
