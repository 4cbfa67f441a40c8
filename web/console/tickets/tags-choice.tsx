import { Button, Pill, Popover, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconTag } from '@tabler/icons-react'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { part } from '../../parts.ts'
import { Tip } from '../../ui/tip.tsx'
import { useCommands } from '../commands.ts'
import type { Ticket } from './data.ts'
import { useTicketEdit } from './editing.tsx'
import { whyNot } from './refusals.ts'
import classes from './tags-choice.module.css'

const TagsField = part(() => import('./tags-field.tsx'), 'TagsField')
const SHOWN = 4

/** The ticket's tags where they are seen, changed where they stand. */
export function TagsChoice({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const [open, popover] = useDisclosure(false)
  const edit = useTicketEdit(ticket.id)
  const refused = whyNot(ticket.can.edit)
  useCommands([{ id: 'tags', section: 'ticket', label: t('ticket.editTags'), keys: 't', run: popover.open, refused }])
  const more = ticket.tags.length - SHOWN
  const target = (
    <UnstyledButton
      className={classes.target}
      data-seldom
      aria-label={t('ticket.tagsAre', { tags: ticket.tags.join(', ') || t('answer.unset') })}
      aria-disabled={!!refused || undefined}
      onClick={refused ? undefined : popover.toggle}
    >
      <IconTag size={15} aria-hidden />
      {ticket.tags.slice(0, SHOWN).map((tag) => (
        <Pill key={tag} size="sm" className={classes.tag!}>
          {tag}
        </Pill>
      ))}
      {more > 0 && <span className={classes.more}>+{more}</span>}
    </UnstyledButton>
  )
  if (refused) return <Tip label={refused}>{target}</Tip>
  return (
    <Popover opened={open} onChange={(next) => !next && popover.close()} width={300} trapFocus returnFocus shadow="md">
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown aria-label={t('field.tags')}>
        <Suspense>
          <TagsField
            label={t('field.tags')}
            value={ticket.tags}
            autoFocus
            onChange={(tags) => edit.mutate({ patch: { tags }, expect: { tags }, said: t('undo.tags') })}
          />
        </Suspense>
        <Button mt="xs" size="compact-sm" variant="default" onClick={popover.close}>
          {t('do.close')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
