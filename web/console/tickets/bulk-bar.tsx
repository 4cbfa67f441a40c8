import { Button, CloseButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { memo, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { part } from '../../parts.ts'
import { useMe } from '../auth/me.ts'
import { useCommands } from '../commands.ts'
import { KeyOf } from '../key-of.tsx'
import classes from './bulk-bar.module.css'
import type { Card } from './list-data.ts'
import { effective, type ListSearch } from './search.ts'
import { selection, useSelection } from './selection.ts'

const BulkDialog = part(() => import('./bulk-dialog.tsx'), 'BulkDialog')

/** What is chosen, and what can be done with it; it is there as long as something is chosen. */
export const BulkBar = memo(function BulkBar({ search, shown }: { search: ListSearch; shown: Card[] }) {
  const { t } = useTranslation()
  const chosen = useSelection()
  const [open, dialog] = useDisclosure(false)
  const refused = useWhyNotMany()
  const count = chosen.ids.size
  const chooseAll = () =>
    selection.chooseAll(
      effective(search),
      shown.map(({ id }) => id),
    )
  // What was chosen in one list means nothing in another.
  useEffect(() => selection.clear, [JSON.stringify(search)])
  useCommands([
    { id: 'select-all', section: 'list', label: t('bulk.chooseAll'), keys: 'shift+a', run: chooseAll },
    ...(count
      ? [
          { id: 'bulk', section: 'list' as const, label: t('bulk.change'), keys: 'b', run: dialog.open, refused },
          { id: 'select-none', section: 'list' as const, label: t('bulk.clear'), keys: 'escape', run: selection.clear },
        ]
      : []),
  ])
  const bar = count > 0 && (
    <section className={classes.bar} aria-label={t('bulk.label')}>
      <strong role="status">{chosen.all ? t('bulk.allChosen') : t('bulk.chosen', { count })}</strong>
      {!chosen.all && (
        <Button size="compact-sm" variant="subtle" onClick={chooseAll}>
          {t('bulk.chooseAll')}
        </Button>
      )}
      <span className={classes.space} />
      <Button
        size="compact-sm"
        onClick={dialog.open}
        disabled={!!refused}
        title={refused}
        rightSection={<KeyOf command="bulk" keys="b" />}
      >
        {t('bulk.change')}
      </Button>
      <CloseButton size="sm" aria-label={t('bulk.clear')} onClick={selection.clear} />
      {refused && <p className={classes.why}>{refused}</p>}
    </section>
  )
  // The dialog outlives the choice: what is being done is shown to its end.
  return (
    <>
      {bar}
      {open && (
        <Suspense>
          <BulkDialog chosen={chosen} onClose={dialog.close} />
        </Suspense>
      )}
    </>
  )
})

/** Changing many belongs to leads (domain.md §1); the server says so as well. */
function useWhyNotMany() {
  const { t } = useTranslation()
  const me = useMe()
  const leads = me.role === 'admin' || (me.role === 'agent' && me.rights.some(({ right }) => right === 'full'))
  return leads ? undefined : t('bulk.needsLead')
}
