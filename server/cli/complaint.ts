/** What a command cannot do, and what to do instead: `code` names its sentence in the texts `complaint.*`. Exit code 1. */
export class Complaint extends Error {
  readonly code: string
  readonly params: Record<string, string | number>
  constructor(code: string, params: Record<string, string | number> = {}) {
    super(code)
    this.code = code
    this.params = params
  }
}
