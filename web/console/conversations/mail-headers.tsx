import { Button, Modal, Skeleton } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../ui/problem-note.tsx'
import classes from './mail-lines.module.css'

/** E1: the mail's own account of itself, letter by letter, and the whole of it as a download. */
export function MailHeaders({ mailId, onClose }: { mailId: number; onClose: () => void }) {
  const { t } = useTranslation()
  const { data, error } = useQuery({
    queryKey: ['mail-headers', mailId],
    queryFn: () => headersOf(mailId, t('problem.unexpected')),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('mail.headers')}
      closeButtonProps={{ 'aria-label': t('do.close') }}
    >
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {!data && !error && <Skeleton height={240} />}
      {data && (
        <section className={classes.headers} aria-label={t('mail.headers')}>
          <dl>
            {data.map(([name, value], place) => (
              <div key={place}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
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
    </Modal>
  )
}

const MOST = 256 * 1024

/** Only the beginning of the mail is fetched: up to the empty line that ends its headers. */
async function headersOf(mailId: number, failed: string): Promise<[string, string][]> {
  const response = await fetch(`/api/mails/${mailId}/raw`)
  if (!response.ok || !response.body) throw new Error(failed)
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let head = ''
  while (head.length < MOST && !/\r?\n\r?\n/.test(head)) {
    const { done, value } = await reader.read()
    if (done) break
    head += decoder.decode(value, { stream: true })
  }
  void reader.cancel()
  return linesOf(head.split(/\r?\n\r?\n/)[0]!)
}

/** A line that begins with a space goes on from the one before. */
const linesOf = (head: string): [string, string][] =>
  head
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .filter(Boolean)
    .map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon), line.slice(colon + 1).trim()]
    })
