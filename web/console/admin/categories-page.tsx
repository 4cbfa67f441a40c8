import { Skeleton } from '@mantine/core'
import { IconFolderQuestion } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../ui/empty.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Page } from '../page.tsx'
import { categoriesQuery } from '../settings.ts'
import { AddButton } from './add-button.tsx'
import { CategoryDialog } from './category-dialog.tsx'
import { CategoryTree } from './category-list.tsx'
import { QuestionsAbout } from './questions-about.tsx'
import { useAdminsOnly } from './use-admins-only.ts'

/** T5: what tickets are about, as a tree, and what to ask for each; and of everybody. */
export function CategoriesPage() {
  const { t } = useTranslation()
  const refused = useAdminsOnly()
  const { data: categories, error } = useQuery(categoriesQuery)
  const [editing, setEditing] = useState<number | 'new'>()
  usePageTitle(t('admin.categories'))
  const edited = categories?.find(({ id }) => id === editing)
  return (
    <Page
      title={t('admin.categories')}
      actions={<AddButton onClick={() => setEditing('new')}>{t('category.create')}</AddButton>}
    >
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {!categories && !error && <Skeleton height={200} />}
      {categories?.length === 0 && (
        <Empty icon={<IconFolderQuestion size={24} />} title={t('category.none')}>
          {t('category.teach')}
        </Empty>
      )}
      {!!categories?.length && <CategoryTree categories={categories} refused={refused} onEdit={setEditing} />}
      <QuestionsAbout refused={refused} />
      {(editing === 'new' || edited) && <CategoryDialog category={edited} onClose={() => setEditing(undefined)} />}
    </Page>
  )
}
