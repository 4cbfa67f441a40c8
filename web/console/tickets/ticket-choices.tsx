import { UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconChevronDown, IconUserOff } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PRIORITIES, type Priority } from '../../../server/tickets/contract.ts'
import { part } from '../../parts.ts'
import { ChoiceMenu } from '../../ui/choice-menu.tsx'
import { Face } from '../../ui/face.tsx'
import { PriorityMark } from '../../ui/priority-mark.tsx'
import { useCommands } from '../commands.ts'
import { useAgents, useGroups } from '../settings.ts'
import { CategoryChoice } from './category-choice.tsx'
import type { Ticket } from './data.ts'
import { useTicketEdit } from './editing.tsx'
import { usePriorityName } from './names.ts'
import { whyNot } from './refusals.ts'
import { StatusChoice } from './status-choice.tsx'
import { TagsChoice } from './tags-choice.tsx'
import classes from './ticket-choices.module.css'

const HandOverDialog = part(() => import('./hand-over-dialog.tsx'), 'HandOverDialog')

/** `folded`: on a telephone only the state and who has it are seen, until one asks for the rest. */
type Props = { ticket: Ticket; folded: boolean; onFold: (folded: boolean) => void }

/** Z2, Z5: state, urgency, and who has it; each changes where it stands, and can be taken back. */
export function TicketChoices({ ticket, folded, onFold }: Props) {
  const { t } = useTranslation()
  return (
    <div className={classes.choices} data-folded={folded || undefined}>
      <StatusChoice ticket={ticket} />
      <PriorityChoice ticket={ticket} />
      <GroupChoice ticket={ticket} />
      <OwnerChoice ticket={ticket} />
      <CategoryChoice ticket={ticket} />
      <TagsChoice ticket={ticket} />
      <UnstyledButton className={classes.fold} aria-expanded={!folded} onClick={() => onFold(!folded)}>
        <span>
          {t(folded ? 'ticket.more' : 'ticket.fewer')}{' '}
          <VisuallyHidden component="span">{t('ticket.fields')}</VisuallyHidden>
        </span>
        <IconChevronDown size={14} aria-hidden />
      </UnstyledButton>
    </div>
  )
}

function PriorityChoice({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const priorityName = usePriorityName()
  const edit = useTicketEdit(ticket.id)
  const [open, setOpen] = useState(false)
  const refused = whyNot(ticket.can.prioritize)
  useCommands([
    {
      id: 'prioritize',
      section: 'ticket',
      label: t('ticket.prioritize'),
      keys: 'y',
      run: () => setOpen(true),
      refused,
    },
  ])
  const choose = (priority: Priority) =>
    edit.mutate({
      patch: { priority },
      expect: { priority },
      said: t('undo.priority', { priority: priorityName(priority) }),
    })
  return (
    <ChoiceMenu
      seldom
      label={t('field.priority')}
      refused={refused}
      opened={open}
      onOpenChange={setOpen}
      shown={
        <>
          <PriorityMark priority={ticket.priority} />
          <span className={classes.short} title={priorityName(ticket.priority)}>
            {priorityName(ticket.priority)}
          </span>
        </>
      }
      choices={PRIORITIES.map((priority) => ({
        value: priority,
        label: priorityName(priority),
        picture: <PriorityMark priority={priority} />,
        chosen: priority === ticket.priority,
      }))}
      onChoose={(value) => choose(value as Priority)}
    />
  )
}

function GroupChoice({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [going, setGoing] = useState<{ id: number; name: string }>()
  const groups = useGroups().filter((group) => group.active)
  const refused = whyNot(ticket.can.hand_over)
  useCommands([
    { id: 'hand-over', section: 'ticket', label: t('ticket.handOver'), keys: 'd', run: () => setOpen(true), refused },
  ])
  return (
    <>
      <ChoiceMenu
        seldom
        label={t('field.group')}
        search={t('ticket.searchGroup')}
        refused={refused}
        opened={open}
        onOpenChange={setOpen}
        shown={
          <span className={classes.text} title={ticket.group.name}>
            {ticket.group.name}
          </span>
        }
        choices={groups.map(({ id, name }) => ({ value: String(id), label: name, chosen: id === ticket.group.id }))}
        onChoose={(value) => setGoing(groups.find(({ id }) => id === Number(value)))}
      />
      {going && (
        <Suspense>
          <HandOverDialog ticket={ticket} group={going} onClose={() => setGoing(undefined)} />
        </Suspense>
      )}
    </>
  )
}

const NOBODY = 'nobody'

function OwnerChoice({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const edit = useTicketEdit(ticket.id)
  const [open, setOpen] = useState(false)
  const agents = useAgents().filter((agent) => agent.active && mayWork(agent, ticket.group.id))
  const refused = whyNot(ticket.can.assign)
  useCommands([
    { id: 'assign', section: 'ticket', label: t('ticket.assign'), keys: 'o', run: () => setOpen(true), refused },
  ])
  const choose = (value: string) => {
    const owner = value === NOBODY ? null : agents.find((agent) => agent.id === Number(value))!
    edit.mutate({
      patch: { ownerId: owner?.id ?? null },
      expect: { owner: owner && { id: owner.id, name: owner.name } },
      said: owner ? t('undo.owner', { name: owner.name }) : t('undo.noOwner'),
    })
  }
  return (
    <ChoiceMenu
      label={t('field.owner')}
      search={t('ticket.searchAgent')}
      refused={refused}
      opened={open}
      onOpenChange={setOpen}
      shown={
        ticket.owner ? (
          <>
            <Face name={ticket.owner.name} size={20} quiet />
            <span className={classes.person} title={ticket.owner.name}>
              {ticket.owner.name}
            </span>
          </>
        ) : (
          <span className={classes.nobody}>{t('ticket.noOwner')}</span>
        )
      }
      choices={[
        ...agents.map(({ id, name }) => ({
          value: String(id),
          label: name,
          picture: <Face name={name} size={20} quiet />,
          chosen: id === ticket.owner?.id,
        })),
        { value: NOBODY, label: t('ticket.noOwner'), picture: <IconUserOff size={18} />, chosen: !ticket.owner },
      ]}
      onChoose={choose}
    />
  )
}

/** Who is only let to look or to open tickets is not offered as owner. */
function mayWork(agent: ReturnType<typeof useAgents>[number], groupId: number) {
  if (agent.role === 'admin') return true
  const right = agent.memberships.find((membership) => membership.groupId === groupId)?.right
  return agent.role === 'agent' && (right === 'change' || right === 'full')
}
