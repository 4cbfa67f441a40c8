import { SegmentedControl, Skeleton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { previewTemplate } from '../../../server/mail/templates/contract.ts'
import type { BodyOf, ReplyOf } from '../../../server/platform/contract.ts'
import { call } from '../../api.ts'
import { PageSection } from '../page.tsx'
import classes from './templates.module.css'

type Mail = ReplyOf<typeof previewTemplate>
type Props = { mail: Mail | undefined; stale: boolean; wide: boolean; onWide: (wide: boolean) => void }

/** What is typed, filled in with an example a moment after one stops. */
export function usePreview(form: BodyOf<typeof previewTemplate>) {
  const [asked] = useDebouncedValue(form, 350)
  const { data, error } = useQuery({
    queryKey: ['template-preview', asked],
    queryFn: () => call(previewTemplate, { body: asked }),
    retry: false,
  })
  // A slip leaves the last that could be shown in place.
  const [seen, setSeen] = useState<Mail>()
  if (data && data !== seen) setSeen(data)
  return { mail: seen, error }
}

/** The mail as it is received, on a telephone or on a desk, where nothing of it can run. */
export function TemplatePreview({ mail, stale, wide, onWide }: Props) {
  const { t } = useTranslation()
  const [height, setHeight] = useState(320)
  return (
    <div className={classes.seen}>
      <PageSection title={t('template.preview')} lead={t(stale ? 'template.stale' : 'template.example')}>
        <SegmentedControl
          aria-label={t('template.width')}
          size="xs"
          value={wide ? 'wide' : 'narrow'}
          data={[
            { value: 'narrow', label: t('template.narrow') },
            { value: 'wide', label: t('template.wide') },
          ]}
          onChange={(value) => onWide(value === 'wide')}
        />
        {!mail && <Skeleton mt="sm" height={240} />}
        {mail && (
          <div className={classes.mail} data-stale={stale || undefined}>
            <p className={classes.subject}>{mail.subject}</p>
            <iframe
              key={String(wide)}
              title={t('template.preview')}
              sandbox="allow-same-origin"
              srcDoc={documentOf(mail.html)}
              style={{ height }}
              onLoad={(event) => {
                const page = event.currentTarget.contentDocument?.body
                if (page) setHeight(Math.min(Math.max(page.scrollHeight + 34, 160), 1600))
              }}
            />
          </div>
        )}
      </PageSection>
    </div>
  )
}

/** As outgoing/mime.ts dresses it, on the white ground mails are read on. */
const documentOf = (html: string) =>
  `<!doctype html><meta charset="utf-8"><style>blockquote{margin:0 0 0 .5em;border-left:2px solid #bbb;padding-left:.8em}img{max-width:100%}
body{margin:16px;overflow-wrap:anywhere;color:#1a1a1a;background:#fff;font:15px/1.5 system-ui,sans-serif}</style><body>${html}</body>`
