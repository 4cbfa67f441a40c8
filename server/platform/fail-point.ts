/**
 * Where `npm run faults -- mail` wants this process to die, as if the power had gone at this very line. Named by DESK_FAIL_POINT and heard
 * under NODE_ENV=test alone: in service it does nothing.
 */
export function failPoint(name: string) {
  if (wanted === name) process.kill(process.pid, 'SIGKILL')
}

const wanted = process.env.NODE_ENV === 'test' ? process.env.DESK_FAIL_POINT : undefined
