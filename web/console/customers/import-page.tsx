import { Button, FileButton, Skeleton } from '@mantine/core'
import { IconFileSpreadsheet, IconUpload } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { storeFile } from '../../../server/conversations/files.contract.ts'
import { getImport, listImports, receiveImport } from '../../../server/customers/imports.contract.ts'
import { call } from '../../api.ts'
import { paths } from '../../paths.ts'
import { keys, queries } from '../../queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { When } from '../../ui/when.tsx'
import { useMe } from '../auth/me.ts'
import { TextLink } from '../links.tsx'
import classes from './book.module.css'
import { BookHead } from './book-head.tsx'
import { type Import, importQueryKey } from './import-data.ts'
import { ImportMapping } from './import-mapping.tsx'
import { ImportProgress } from './import-progress.tsx'

/** A file of customers: uploaded, its columns told, tried without writing, then brought in; each step may be left and found again. */
export function ImportPage() {
  const { t } = useTranslation()
  const { importId } = useSearch({ from: '/console/clientes/importar' })
  const allowed = useMe().role === 'admin'
  return (
    <div className={classes.page}>
      <BookHead title={t('import.title')} />
      {!allowed && <ProblemNote>{t('book.adminOnly')}</ProblemNote>}
      {allowed && (importId ? <OneImport key={importId} id={importId} /> : <Beginning />)}
    </div>
  )
}

function Beginning() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const begin = useMutation({
    mutationFn: async (file: File) => {
      const { fileId } = await call(storeFile, { query: { name: file.name }, body: file })
      return call(receiveImport, { body: { fileId } })
    },
    onSuccess: (received) => {
      queries.setQueryData(importQueryKey(received.id), received)
      void navigate({ to: paths.importCustomers, search: { importId: received.id } })
    },
  })
  return (
    <>
      {begin.error && <ProblemNote>{begin.error.message}</ProblemNote>}
      <Empty icon={<IconFileSpreadsheet size={26} />} title={t('import.begin')}>
        <p>{t('import.teach')}</p>
        <FileButton accept=".xlsx,.csv,.txt,text/csv" onChange={(file) => file && begin.mutate(file)}>
          {(props) => (
            <Button {...props} leftSection={<IconUpload size={16} />} loading={begin.isPending}>
              {t('import.choose')}
            </Button>
          )}
        </FileButton>
      </Empty>
      <Earlier />
    </>
  )
}

function Earlier() {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: [...keys.customers, 'imports'],
    queryFn: () => call(listImports, { query: { limit: 10 } }),
    staleTime: 0,
  })
  if (!data?.items.length) return null
  return (
    <section>
      <h2 style={{ fontSize: '1rem' }}>{t('import.earlier')}</h2>
      <ul className={`${classes.pairs} ${classes.earlier}`}>
        {data.items.map(({ id, fileName, state, createdAt, by, counts }) => (
          <li key={id} className={classes.pair}>
            <TextLink to={paths.importCustomers} search={{ importId: id }}>
              {fileName}
            </TextLink>{' '}
            · {t(`import.state.${state}`)} · {t('import.done', { count: counts.done })} · {by.name} ·{' '}
            <When at={createdAt} as="near" />
          </li>
        ))}
      </ul>
    </section>
  )
}

const BUSY = new Set(['checking', 'running'])

function OneImport({ id }: { id: number }) {
  const { data, error } = useQuery<Import>({
    queryKey: importQueryKey(id),
    queryFn: () => call(getImport, { params: { id } }),
    refetchInterval: ({ state }) => (state.data && BUSY.has(state.data.state) ? 1000 : false),
    staleTime: 0,
  })
  if (error) return <ProblemNote>{error.message}</ProblemNote>
  if (!data) return <Skeleton height={260} />
  return data.state === 'mapping' ? <ImportMapping received={data} /> : <ImportProgress received={data} />
}
