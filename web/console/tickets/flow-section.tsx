import { IconCalendarEvent, IconPhone, IconTicket } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getFlow } from '../../../server/tickets/flow.contract.ts'
import { call } from '../../api.ts'
import { paths } from '../../paths.ts'
import { keys } from '../../queries.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { When } from '../../ui/when.tsx'
import type { Ticket } from './data.ts'
import { type Flow, layFlow, NODE, type Placed } from './flow.layout.ts'
import classes from './flow-section.module.css'

/** How each kind looks; a slice with documents of its own adds its symbol. */
const SYMBOLS = { ticket: IconTicket, call: IconPhone, activity: IconCalendarEvent }

/** S13: all that hangs on the ticket, as a picture one can walk with Tab, and as a list. */
export function FlowSection({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const { data: flow, error } = useQuery({
    queryKey: keys.ticketPart(ticket.id, 'flow'),
    queryFn: () => call(getFlow, { params: { id: ticket.id } }),
  })
  if (error) return <ProblemNote>{error.message}</ProblemNote>
  if (!flow) return null
  const { placed, lines, width, height } = layFlow(flow)
  return (
    <>
      {flow.nodes.length === 1 && <p className={classes.hint}>{t('flow.teach')}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable place must be reachable by keyboard */}
      <section className={classes.scroller} tabIndex={0} aria-label={t('section.flow')}>
        <div className={classes.canvas} style={{ width, height }}>
          <svg className={classes.lines} width={width} height={height} aria-hidden>
            <title>{t('section.flow')}</title>
            {lines.map(({ key, path, kind }) => (
              <path key={key} d={path} data-kind={kind} />
            ))}
          </svg>
          <ol className={classes.nodes}>
            {placed.map((node) => (
              <li key={node.key} style={{ left: node.x, top: node.y, width: NODE.width, height: NODE.height }}>
                <Node node={node} root={node.key === flow.root} />
              </li>
            ))}
          </ol>
        </div>
      </section>
      {flow.more && <p className={classes.hint}>{t('flow.more')}</p>}
      <details className={classes.list}>
        <summary>{t('flow.asList')}</summary>
        <List flow={flow} />
      </details>
    </>
  )
}

function Node({ node, root }: { node: Placed; root: boolean }) {
  const Mark = SYMBOLS[node.kind]
  const inside = (
    <>
      <span className={classes.title}>
        <Mark size={15} aria-hidden /> {node.title}
      </span>
      <span className={classes.state}>
        {node.state} · <When at={node.at} as="near" />
      </span>
    </>
  )
  const look = { className: classes.node!, 'data-tone': node.tone, 'data-root': root || undefined }
  if (node.kind !== 'ticket' || root) {
    return (
      <div {...look} aria-current={root || undefined}>
        {inside}
      </div>
    )
  }
  return (
    <Link {...look} to={paths.ticket} params={{ ticketId: node.id }} search={true}>
      {inside}
    </Link>
  )
}

function List({ flow }: { flow: Flow }) {
  const { t } = useTranslation()
  const title = (key: string) => flow.nodes.find((node) => node.key === key)?.title ?? key
  return (
    <ul>
      {flow.edges.map(({ from, to, kind }) => (
        <li key={`${from} ${to} ${kind}`}>
          {title(from)} → {title(to)} ({t(`flow.edge.${kind}`)})
        </li>
      ))}
    </ul>
  )
}
