import { Chip, Group, Table } from '@mantine/core'
import { IconDownload, IconPaperclip } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../ui/empty.tsx'
import { When } from '../../ui/when.tsx'
import { WideTable } from '../../ui/wide-table.tsx'
import type { Ticket } from '../tickets/data.ts'
import { type Interaction, interactionsQuery } from './data.ts'
import { FILE_KINDS, kindOf } from './file-kinds.ts'
import { FileMark, useViewer } from './file-list.tsx'
import { useSize } from './file-size.tsx'
import classes from './files.module.css'
import { partsOf } from './said-parts.ts'
import { nameShown, ourName } from './who.ts'

type Sent = { at: string; from: string }
type SentFile = Interaction['attachments'][number] & Sent
type SentLink = { href: string } & Sent

/** S11: every file and every address of the ticket in one place, with who sent it and when. */
export function AttachmentsSection({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const { data: said = [] } = useQuery(interactionsQuery(ticket.id))
  const files = said.flatMap((one) => one.attachments.map((file) => ({ ...file, ...sentBy(one, ticket) })))
  const links = linksIn(said, ticket)
  if (files.length + links.length === 0) {
    return (
      <Empty icon={<IconPaperclip size={22} />} title={t('attachment.none')}>
        {t('attachment.teach')}
      </Empty>
    )
  }
  return (
    <>
      {files.length > 0 && <Files files={files.toReversed()} />}
      {links.length > 0 && <Links links={links} />}
    </>
  )
}

function Files({ files }: { files: SentFile[] }) {
  const { t } = useTranslation()
  const size = useSize()
  const [kind, setKind] = useState('all')
  const kinds = FILE_KINDS.filter((one) => files.some((file) => kindOf(file) === one))
  const shown = kind === 'all' ? files : files.filter((file) => kindOf(file) === kind)
  const viewer = useViewer(shown)
  return (
    <>
      {kinds.length > 1 && (
        <Chip.Group value={kind} onChange={(chosen) => setKind(chosen as string)}>
          <Group gap="xs" mb="sm">
            {['all' as const, ...kinds].map((one) => (
              <Chip key={one} value={one} size="xs">
                {t(`attachment.kind.${one}`)}{' '}
                {one === 'all' ? files.length : files.filter((file) => kindOf(file) === one).length}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}
      <WideTable label={t('section.attachments')} minWidth={560} stacks>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('attachment.file')}</Table.Th>
              <Table.Th className={classes.amount}>{t('attachment.size')}</Table.Th>
              <Table.Th>{t('attachment.from')}</Table.Th>
              <Table.Th>{t('field.at')}</Table.Th>
              <Table.Th data-acts aria-label={t('attachment.downloadIt')} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((file) => (
              <Table.Tr key={file.id}>
                <Table.Td className={classes.cell}>
                  <button
                    type="button"
                    className={classes.open}
                    title={file.filename}
                    onClick={() => viewer.open(file)}
                  >
                    <FileMark file={file} />
                    <span className={classes.name}>{file.filename}</span>
                  </button>
                </Table.Td>
                <Table.Td className={classes.amount}>{size(file.size)}</Table.Td>
                <Table.Td className={classes.author} data-label={t('attachment.from')}>
                  <span title={file.from}>{file.from}</span>
                </Table.Td>
                <Table.Td className={classes.moment}>
                  <When at={file.at} as="short" />
                </Table.Td>
                <Table.Td data-acts>
                  <a
                    className={classes.download}
                    href={file.url}
                    download={file.filename}
                    aria-label={t('attachment.download', { name: file.filename })}
                  >
                    <IconDownload size={18} aria-hidden />
                  </a>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
      {viewer.shown}
    </>
  )
}

function Links({ links }: { links: SentLink[] }) {
  const { t } = useTranslation()
  return (
    <section aria-label={t('attachment.links')}>
      <h3 className={classes.heading}>{t('attachment.links')}</h3>
      <ul className={classes.links}>
        {links.map(({ href, from, at }) => (
          <li key={href}>
            <a href={href} title={href} target="_blank" rel="noopener noreferrer nofollow">
              {href}
            </a>{' '}
            <span className={classes.size}>
              {from} · <When at={at} as="short" />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const sentBy = ({ at, direction, from, author }: Interaction, ticket: Ticket): Sent => ({
  at,
  from: (direction === 'in' ? from && nameShown(from) : ourName({ author, from })) ?? ticket.customer.name,
})

/** Each address once, with who named it first; what is quoted or stands in a signature is no matter of the ticket. */
function linksIn(said: Interaction[], ticket: Ticket): SentLink[] {
  const first = new Map<string, SentLink>()
  for (const one of said)
    for (const { href } of partsOf(one.visibleText, []))
      if (href && !first.has(href)) first.set(href, { href, ...sentBy(one, ticket) })
  return [...first.values()].reverse()
}
