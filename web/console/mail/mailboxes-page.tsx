import { Button, Skeleton } from '@mantine/core'
import { IconMailPlus } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { editMailbox } from '../../../server/mail/mailboxes.contract.ts'
import { call } from '../../api.ts'
import { queries } from '../../queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { When } from '../../ui/when.tsx'
import { AddButton } from '../admin/add-button.tsx'
import { sayDone, sayProblem } from '../notices.tsx'
import { Page } from '../page.tsx'
import { ConnectDialog } from './connect-dialog.tsx'
import { Detail } from './detail.tsx'
import classes from './mail.module.css'
import { type Mailbox, mailboxesQuery } from './mail-data.ts'
import { MailboxDialog } from './mailbox-dialog.tsx'
import { MailboxTest } from './mailbox-test.tsx'

/** E1: where mail comes in and goes out, and whether it does. */
export function MailboxesPage() {
  const { t } = useTranslation()
  const { data, error } = useQuery(mailboxesQuery)
  const [editing, setEditing] = useState<number | 'new'>()
  const [connecting, setConnecting] = useState<Mailbox>()
  usePageTitle(t('admin.mailboxes'))
  const edited = data?.find(({ id }) => id === editing)
  return (
    <Page
      title={t('admin.mailboxes')}
      actions={
        <AddButton icon={IconMailPlus} onClick={() => setEditing('new')}>
          {t('mailbox.create')}
        </AddButton>
      }
    >
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {!data && !error && <Skeleton height={160} />}
      {data?.length === 0 && (
        <Empty icon={<IconMailPlus size={24} />} title={t('mailbox.none')}>
          <p>{t('mailbox.teach')}</p>
          <p>{t('mailbox.atHand')}</p>
        </Empty>
      )}
      {!!data?.length && !data.some(({ active }) => active) && (
        <p className={classes.resting}>{t('mailbox.allRest')}</p>
      )}
      <ul className={classes.boxes}>
        {data?.map((box) => (
          <li key={box.id} className={classes.box} data-inactive={!box.active || undefined}>
            <div className={classes.boxHead}>
              <strong>{box.address}</strong>
              <span className={classes.soft}>
                {box.name} · {box.group.name}
              </span>
              {box.isDefault && <span className={classes.mark}>{t('group.isDefault')}</span>}
              {!box.active && <span className={classes.mark}>{t('agent.inactive')}</span>}
            </div>
            <Ways box={box} />
            <div className={classes.boxActions}>
              {!box.active && <WakeButton box={box} />}
              <Button size="compact-sm" variant="default" onClick={() => setEditing(box.id)}>
                {t('do.edit')}
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => setConnecting(box)}>
                {t('mailbox.connect')}
              </Button>
              {/* What was found out about other servers says nothing of these. */}
              <MailboxTest key={box.version} box={box} />
            </div>
          </li>
        ))}
      </ul>
      {(editing === 'new' || edited) && (
        <MailboxDialog box={edited} onClose={() => setEditing(undefined)} onConnect={setConnecting} />
      )}
      {connecting && <ConnectDialog box={connecting} onClose={() => setConnecting(undefined)} />}
    </Page>
  )
}

function WakeButton({ box }: { box: Mailbox }) {
  const { t } = useTranslation()
  const wake = useMutation({
    mutationFn: () => call(editMailbox, { params: { id: box.id }, body: { version: box.version, active: true } }),
    onSuccess: () => sayDone(t('mailbox.woken', { address: box.address })),
    onError: sayProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: mailboxesQuery.queryKey }),
  })
  return (
    <Button size="compact-sm" loading={wake.isPending} onClick={() => wake.mutate()}>
      {t('mailbox.wake')}
    </Button>
  )
}

function Ways({ box }: { box: Mailbox }) {
  const { t } = useTranslation()
  const { incoming, outgoing } = box
  return (
    <dl className={classes.ways}>
      <dt>{t('mailbox.incoming')}</dt>
      <dd>
        {incoming ? `${incoming.host}:${incoming.port}` : t('mailbox.handedOver')}
        {incoming && box.active && <Watch watch={box.watch} />}
      </dd>
      <dt>{t('mailbox.outgoing')}</dt>
      <dd>
        {outgoing ? `${outgoing.host}:${outgoing.port}` : t('mailbox.cannotSend')}
        {outgoing && box.active && <Trouble trouble={box.sendingTrouble} />}
      </dd>
    </dl>
  )
}

/** How fetching goes. One that rests tells of no fault: nobody waits for it, and «Probar» says how it stands. */
function Watch({ watch }: { watch: Mailbox['watch'] }) {
  const { t } = useTranslation()
  return (
    <>
      {' · '}
      {t(`mailbox.watch.${watch?.state ?? 'waiting'}`)}
      {watch?.contactAt && (
        <>
          {', '}
          <When at={watch.contactAt} />
        </>
      )}
      {watch?.advice && <p className={classes.advice}>{watch.advice}</p>}
      {watch?.detail && <Detail of={watch.detail} />}
      {!!watch?.unkept && <p className={classes.advice}>{t('mailbox.unkept', { count: watch.unkept })}</p>}
      {watch?.compared !== null && watch?.compared !== undefined && (
        <p className={classes.soft}>
          {t('mailbox.compared', { count: watch.compared })} {t('mailbox.missing', { count: watch.missing ?? 0 })}
        </p>
      )}
    </>
  )
}

function Trouble({ trouble }: { trouble: Mailbox['sendingTrouble'] }) {
  const { t } = useTranslation()
  if (!trouble) return null
  return (
    <>
      <p className={classes.advice}>{t('mailbox.nothingLeaves')}</p>
      <Detail of={trouble.text} />
    </>
  )
}
