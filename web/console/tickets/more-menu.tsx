import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArrowMerge,
  IconArrowsSplit,
  IconBellOff,
  IconCalendarStar,
  IconDots,
  IconEye,
  IconTrash,
  IconUserEdit,
  IconZzz,
} from '@tabler/icons-react'
import { type ReactNode, useContext, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../commands.ts'
import { ChangingCustomerContext } from './changing-customer.ts'
import type { Ticket } from './data.ts'
import { DiscardDialog, MergeDialog, PromiseDialog, SnoozeDialog } from './more-dialogs.tsx'
import { whyNot } from './refusals.ts'
import { SplitDialog } from './split-dialog.tsx'
import { useAttention } from './use-attention.ts'

const ACTS = [
  ['snooze', IconZzz, SnoozeDialog, 'h'],
  ['promise', IconCalendarStar, PromiseDialog, 'p'],
  ['merge', IconArrowMerge, MergeDialog, undefined],
  ['split', IconArrowsSplit, SplitDialog, undefined],
  ['discard', IconTrash, DiscardDialog, undefined],
] as const
type Act = (typeof ACTS)[number][0]

/** What is done seldom; what may not be done stands there with the reason. */
export function MoreMenu({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const [doing, setDoing] = useState<Act>()
  const why = (act: Act) => whyNot(ticket.can[act])
  const changeCustomer = useContext(ChangingCustomerContext)
  const mayNot = whyNot(ticket.can.change_customer)
  useCommands([
    ...ACTS.map(([act, , , keys]) => ({
      ...{ id: act, section: 'ticket' as const, label: t(`act.${act}`), ...(keys && { keys }) },
      run: () => setDoing(act),
      refused: why(act),
    })),
    {
      ...{ id: 'change-customer', section: 'ticket', label: t('act.changeCustomer') },
      run: () => changeCustomer(),
      refused: mayNot,
    },
  ])
  const attention = useAttention(ticket)
  const Dialog = ACTS.find(([act]) => act === doing)?.[2]
  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <ActionIcon aria-label={t('do.more')}>
            <IconDots size={20} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {ACTS.map(([act, Mark]) => (
            <Item key={act} icon={<Mark size={17} />} refused={why(act)} onClick={() => setDoing(act)}>
              {t(`act.${act}`)}
            </Item>
          ))}
          <Item icon={<IconUserEdit size={17} />} refused={mayNot} onClick={() => changeCustomer()}>
            {t('act.changeCustomer')}
          </Item>
          <Menu.Divider />
          <Item icon={<IconEye size={17} />} refused={undefined} onClick={attention.follow}>
            {t(ticket.following ? 'attention.unfollow' : 'attention.follow')}
          </Item>
          <Item icon={<IconBellOff size={17} />} refused={undefined} onClick={attention.mute}>
            {t(ticket.muted ? 'attention.unmute' : 'attention.mute')}
          </Item>
        </Menu.Dropdown>
      </Menu>
      {Dialog && <Dialog ticket={ticket} onClose={() => setDoing(undefined)} />}
    </>
  )
}

type ItemProps = { icon: ReactNode; refused: string | undefined; onClick: () => void; children: ReactNode }

function Item({ icon, refused, onClick, children }: ItemProps) {
  return (
    <Menu.Item
      leftSection={icon}
      aria-disabled={!!refused || undefined}
      data-refused={!!refused || undefined}
      closeMenuOnClick={!refused}
      c={refused ? 'dimmed' : undefined}
      onClick={() => !refused && onClick()}
    >
      {children}
      {refused && <div style={{ fontSize: 'var(--mantine-font-size-xs)' }}>{refused}</div>}
    </Menu.Item>
  )
}
