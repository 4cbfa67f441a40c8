/** However far down one writes. Nothing is answered: some browsers promise when it is there. */
export function intoSight(notice: HTMLElement | null) {
  notice?.scrollIntoView({ block: 'nearest' })
}
