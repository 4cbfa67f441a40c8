import { Button, Skeleton, Table } from '@mantine/core'
import { IconFolderQuestion, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../ui/empty.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { WideTable } from '../../ui/wide-table.tsx'
import { useMe } from '../auth/me.ts'
import { Page } from '../page.tsx'
import { categoriesQuery } from '../settings.ts'
import { CategoryDialog } from './category-dialog.tsx'

/** T5: what tickets are about, and what to ask for each. */
export function CategoriesPage() {
  const { t } = useTranslation()
  const admin = useMe().role === 'admin'
  const { data: categories, error } = useQuery(categoriesQuery)
  const [creating, setCreating] = useState(false)
  usePageTitle(t('admin.categories'))
  const parent = (id: number | null) => categories?.find((category) => category.id === id)?.name
  return (
    <Page
      title={t('admin.categories')}
      actions={
        <Button
          leftSection={<IconPlus size={16} />}
          disabled={!admin}
          title={admin ? undefined : t('admin.readOnly')}
          onClick={() => setCreating(true)}
        >
          {t('category.create')}
        </Button>
      }
    >
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {!categories && !error && <Skeleton height={200} />}
      {categories?.length === 0 && (
        <Empty icon={<IconFolderQuestion size={24} />} title={t('category.none')}>
          {t('category.teach')}
        </Empty>
      )}
      {!!categories?.length && (
        <WideTable label={t('admin.categories')} minWidth={420}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('field.name')}</Table.Th>
                <Table.Th>{t('category.parent')}</Table.Th>
                <Table.Th>{t('category.questions')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {categories.map((category) => (
                <Table.Tr key={category.id}>
                  <Table.Td>
                    <strong>{category.name}</strong>
                  </Table.Td>
                  <Table.Td>{parent(category.parentId)}</Table.Td>
                  <Table.Td>
                    {category.questions.map((question) => (
                      <div key={question.id}>{question.text}</div>
                    ))}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
      {creating && <CategoryDialog onClose={() => setCreating(false)} />}
    </Page>
  )
}
