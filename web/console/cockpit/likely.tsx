import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBulb } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { useCommands } from '../commands.ts'
import { KeyOf } from '../key-of.tsx'
import { TextLink } from '../links.tsx'
import { useLikely } from './data.ts'
import classes from './likely.module.css'

type Props = { notes: string; categoryId: number | null; onUse: (solution: string) => void }
type Found = NonNullable<ReturnType<typeof useLikely>['data']>['items'][number]

/** T6: what solved the like before, while it is still being told; one key takes it over. */
export function Likely({ notes, categoryId, onUse }: Props) {
  const { t } = useTranslation()
  const [asked] = useDebouncedValue(notes.trim().slice(-2000), 400)
  const { data } = useLikely(asked, categoryId)
  const found = asked.length >= 4 ? (data?.items ?? []) : []
  const first = found[0]
  useCommands(
    first
      ? [
          {
            id: 'use-likely',
            section: 'ticket',
            label: t('likely.useFirst'),
            keys: 'mod+j',
            run: () => onUse(first.solution),
          },
        ]
      : [],
  )
  return (
    <section className={classes.likely} aria-label={t('likely.title')}>
      <h2 className={classes.title}>
        <IconBulb size={17} aria-hidden /> {t('likely.title')}
      </h2>
      {found.length === 0 && (
        <p className={classes.none}>{t(asked.length >= 4 && data ? 'likely.none' : 'likely.teach')}</p>
      )}
      <ul className={classes.list} aria-live="polite">
        {found.map((one, place) => (
          <Solution key={one.ticketId} found={one} first={place === 0} onUse={() => onUse(one.solution)} />
        ))}
      </ul>
    </section>
  )
}

function Solution({ found, first, onUse }: { found: Found; first: boolean; onUse: () => void }) {
  const { t } = useTranslation()
  return (
    <li className={classes.found}>
      <p className={classes.solution}>{found.solution}</p>
      <p className={classes.from}>
        <TextLink to={paths.ticket} params={{ ticketId: found.ticketId }} target="_blank" size="xs">
          #{found.number} {found.subject}
        </TextLink>
      </p>
      <div className={classes.foot}>
        <span className={classes.success}>
          {t('likely.times', { count: found.times })}
          {found.accepted > 0 && ` · ${t('likely.accepted', { count: found.accepted })}`}
        </span>
        <Button
          size="compact-xs"
          variant="light"
          onClick={onUse}
          rightSection={first && <KeyOf command="use-likely" keys="mod+j" />}
        >
          {t('likely.use')}
        </Button>
      </div>
    </li>
  )
}
