/** However far down one is. Nothing is answered: some browsers promise when it is there. */
export function intoSight(notice: HTMLElement | null) {
  notice?.scrollIntoView({ block: 'nearest' })
}
