import { ActionIcon, Menu } from '@mantine/core'
import { IconArrowRight, IconDots, IconDownload, IconMailSearch } from '@tabler/icons-react'
import { Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { part } from '../../parts.ts'
import { KeyOf } from '../key-of.tsx'
import type { Ticket } from '../tickets/data.ts'
import { whyNot } from '../tickets/refusals.ts'
import { askToMove } from './compose-requests.ts'
import type { Interaction } from './data.ts'

const MailHeaders = part(() => import('./mail-headers.tsx'), 'MailHeaders')

/** What is seldom done with one thing that was said. The menu is made when it is asked for: a long ticket has hundreds of them. */
export function InteractionMenu({ interaction, ticket }: { interaction: Interaction; ticket: Ticket }) {
  const { t } = useTranslation()
  const [wanted, setWanted] = useState(false)
  const [headers, setHeaders] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const button = (
    <ActionIcon
      ref={opener}
      size="sm"
      aria-label={t('interaction.more')}
      aria-haspopup="menu"
      onClick={() => setWanted(true)}
    >
      <IconDots size={17} />
    </ActionIcon>
  )
  const { mailId } = interaction
  const refused = whyNot(ticket.can.split)
  return (
    <>
      {wanted ? (
        // Open from the beginning, it does not know whence it came; what it leads to may come only once it is gone.
        <Menu
          defaultOpened
          position="bottom-end"
          width={270}
          onClose={() => opener.current?.focus({ preventScroll: true })}
        >
          <Menu.Target>{button}</Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconArrowRight size={17} />}
              rightSection={<KeyOf command="move-said" keys="v" />}
              aria-disabled={!!refused || undefined}
              c={refused ? 'dimmed' : undefined}
              closeMenuOnClick={!refused}
              onClick={() => !refused && askToMove({ ticketId: ticket.id, interaction })}
            >
              {t('interaction.move')}
              {refused && <div style={{ fontSize: 'var(--mantine-font-size-xs)' }}>{refused}</div>}
            </Menu.Item>
            {mailId && (
              <>
                <Menu.Item leftSection={<IconMailSearch size={17} />} onClick={() => setHeaders(true)}>
                  {t('mail.headers')}
                </Menu.Item>
                <Menu.Item
                  component="a"
                  href={`/api/mails/${mailId}/raw`}
                  download
                  leftSection={<IconDownload size={17} />}
                >
                  {t('mail.raw')}
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      ) : (
        button
      )}
      {headers && mailId && (
        <Suspense>
          <MailHeaders mailId={mailId} onClose={() => setHeaders(false)} />
        </Suspense>
      )}
    </>
  )
}
