import { ActionIcon } from '@mantine/core'
import { IconBookmark, IconBookmarkEdit } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { part } from '../../parts.ts'
import { Tip } from '../../ui/tip.tsx'
import { useCommands } from '../commands.ts'
import type { ListSearch } from './search.ts'
import { effective } from './search.ts'
import { questionOf, useView } from './views-data.ts'

const ViewDialog = part(() => import('./view-dialog.tsx'), 'ViewDialog')

/** Keeps what the list asks as a view, or changes the one that is shown. */
export function ViewMenu({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const view = useView(search.viewId)
  const [open, setOpen] = useState<'new' | 'edit'>()
  const asked = effective(search)
  const refused = view && view.can.edit !== true ? view.can.edit : undefined
  const edits = view && !narrowed(search)
  useCommands([
    { id: 'save-view', section: 'list', label: t('views.save'), keys: 'shift+s', run: () => setOpen('new') },
    ...(view
      ? [
          {
            id: 'edit-view',
            section: 'list' as const,
            label: t('views.edit'),
            keys: 'shift+e',
            run: () => setOpen('edit'),
            refused,
          },
        ]
      : []),
  ])
  if (search.q) return null
  return (
    <>
      <Tip label={edits ? (refused ?? t('views.edit')) : t('views.save')}>
        <ActionIcon
          aria-label={t(edits ? 'views.edit' : 'views.save')}
          aria-disabled={(edits && !!refused) || undefined}
          onClick={() => !(edits && refused) && setOpen(edits ? 'edit' : 'new')}
        >
          {edits ? <IconBookmarkEdit size={18} /> : <IconBookmark size={18} />}
        </ActionIcon>
      </Tip>
      {open && (
        <Suspense>
          <ViewDialog
            view={open === 'edit' ? view : undefined}
            question={questionOf(asked, view?.question)}
            onClose={() => setOpen(undefined)}
          />
        </Suspense>
      )}
    </>
  )
}

/** Filters on top of the view make it another question. */
const narrowed = (search: ListSearch) => Object.keys(search).some((name) => name !== 'viewId')
