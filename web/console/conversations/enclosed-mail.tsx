import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { readEnclosed } from '../../../server/mail/showing/contract.ts'
import { call } from '../../api.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { type ShownFile, tokenOf } from './file-kinds.ts'
import { HeadRead } from './head-read.tsx'
import classes from './mail-head.module.css'

/** S11: a mail that came as a file, as one reads a mail. Nobody checked who wrote it, and that is said. */
export function EnclosedMail({ file }: { file: ShownFile }) {
  const { t } = useTranslation()
  const { data, error } = useQuery({
    queryKey: ['enclosed-mail', file.url],
    queryFn: () => call(readEnclosed, { params: { token: tokenOf(file) } }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  if (error) return <ProblemNote>{error.message}</ProblemNote>
  if (!data) return <Skeleton height="100%" />
  return (
    <article className={classes.enclosed}>
      <p>{t('mail.notChecked')}</p>
      <HeadRead head={data} />
      <pre className={classes.words}>{data.text}</pre>
      {data.files.length > 0 && <p className={classes.brings}>{t('mail.brings', { files: data.files.join(' · ') })}</p>}
      {!data.whole && <p className={classes.brings}>{t('mail.notWhole')}</p>}
    </article>
  )
}
