import { Button, Skeleton } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { readHead } from '../../../server/mail/showing/contract.ts'
import { call } from '../../api.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { HeadRead } from './head-read.tsx'

/** E1: the mail's own account of itself, as one reads it and letter by letter, and the whole of it as a download. */
export function MailHeaders({ mailId, onClose }: { mailId: number; onClose: () => void }) {
  const { t } = useTranslation()
  const { data, error } = useQuery({
    queryKey: ['mail-head', mailId],
    queryFn: () => call(readHead, { params: { id: mailId } }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  return (
    <Dialog onClose={onClose} size="xl" title={t('mail.headers')}>
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {!data && !error && <Skeleton height={240} />}
      {data && <HeadRead head={data} authentication={data.authentication} />}
      <Button
        component="a"
        mt="sm"
        variant="default"
        href={`/api/mails/${mailId}/raw`}
        download
        leftSection={<IconDownload size={16} />}
      >
        {t('mail.raw')}
      </Button>
    </Dialog>
  )
}
