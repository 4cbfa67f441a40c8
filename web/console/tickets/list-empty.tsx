import { IconCircleCheck, IconSearchOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { Empty } from '../../ui/empty.tsx'
import { ButtonLink, TextLink } from '../links.tsx'
import { effective, type ListSearch } from './search.ts'

/** Why there is nothing here, and what would bring something. */
export function ListEmpty({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { view, q, ...filters } = effective(search)
  if (q || Object.keys(filters).some((name) => name !== 'sort')) {
    return (
      <Empty icon={<IconSearchOff size={24} />} title={q ? t('list.noMatch', { words: q }) : t('list.noMatchFilter')}>
        <p>{t('list.noMatchTeach')}</p>
        <TextLink to={paths.tickets} search={{ view: view ?? 'open' }}>
          {t('list.withoutFilters')}
        </TextLink>
      </Empty>
    )
  }
  return (
    <Empty icon={<IconCircleCheck size={24} />} title={t(`list.empty.${view ?? 'mine'}`)}>
      <p>{t(`list.emptyTeach.${view ?? 'mine'}`)}</p>
      <ButtonLink to={paths.newTicket} variant="light">
        {t('command.newTicket')}
      </ButtonLink>
    </Empty>
  )
}
