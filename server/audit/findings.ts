/** Something in the record that cannot be so. `kind` names its sentence in the texts `finding.*`. */
export type Finding = { kind: string; params: Record<string, string | number> }

/** Where the checks report. Each kind is listed up to a bound and counted beyond it, so that memory stays flat whatever happened. */
export type Findings = { report(kind: string, params: Finding['params']): void; listed: Finding[]; total: number }

const LISTED_PER_KIND = 20

export function newFindings(): Findings {
  const perKind = new Map<string, number>()
  return {
    listed: [],
    total: 0,
    report(kind, params) {
      this.total++
      const seen = perKind.get(kind) ?? 0
      perKind.set(kind, seen + 1)
      if (seen < LISTED_PER_KIND) this.listed.push({ kind, params })
    },
  }
}

/** What a check has got through, for whoever waits. */
export type Progress = (step: string, done: number, of: number) => void
