import { Button, FileButton, NativeSelect, Skeleton, Table, TextInput } from '@mantine/core'
import { IconBooks, IconTrash, IconUpload } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { storeFile } from '../../../server/conversations/files.contract.ts'
import { addToLibrary, removeFromLibrary } from '../../../server/conversations/library.contract.ts'
import { call } from '../../api.ts'
import { queries } from '../../queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { When } from '../../ui/when.tsx'
import { WideTable } from '../../ui/wide-table.tsx'
import { useMe } from '../auth/me.ts'
import { sayDone } from '../notices.tsx'
import { Page, PageSection } from '../page.tsx'
import { useLedGroups } from '../use-led-groups.ts'
import { FileFace, useViewer } from './file-list.tsx'
import classes from './files.module.css'
import { type LibraryFile, libraryQuery } from './library-data.ts'

/** S11: the files the desk attaches often; a lead keeps their group's, admins everybody's. */
export function LibraryPage() {
  const { t } = useTranslation()
  const { data, error } = useQuery(libraryQuery)
  usePageTitle(t('library.title'))
  return (
    <Page title={t('library.title')}>
      <PageSection title={t('library.add')} lead={t('library.lead')} wide>
        <AddForm />
      </PageSection>
      <PageSection title={t('library.files')} wide>
        {error && <ProblemNote>{error.message}</ProblemNote>}
        {!data && !error && <Skeleton height={160} />}
        {data?.length === 0 && (
          <Empty icon={<IconBooks size={22} />} title={t('library.none')}>
            {t('library.teach')}
          </Empty>
        )}
        {!!data?.length && <Files files={data} />}
      </PageSection>
    </Page>
  )
}

function AddForm() {
  const { t } = useTranslation()
  const me = useMe()
  const groups = useLedGroups()
  const [file, setFile] = useState<File | null>(null)
  const [title, setTitle] = useState('')
  const [group, setGroup] = useState(me.role === 'admin' ? '' : String(groups[0]?.id ?? ''))
  const add = useMutation({
    mutationFn: async () => {
      const { fileId } = await call(storeFile, { query: { name: file!.name }, body: file! })
      return call(addToLibrary, { body: { fileId, title: title.trim(), groupId: group ? Number(group) : null } })
    },
    onSuccess: async ({ title: added }) => {
      setFile(null)
      setTitle('')
      sayDone(t('library.added', { title: added }))
      await queries.invalidateQueries({ queryKey: libraryQuery.queryKey })
    },
  })
  if (!groups.length) return <p>{t('library.forLeads')}</p>
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <form className={classes.adding} onSubmit={onSubmit}>
      <FileButton
        onChange={(chosen) => {
          setFile(chosen)
          if (chosen && !title.trim()) setTitle(chosen.name.replace(/\.[^.]+$/, ''))
        }}
      >
        {(props) => (
          <Button {...props} variant="default" leftSection={<IconUpload size={16} />}>
            {file?.name ?? t('library.choose')}
          </Button>
        )}
      </FileButton>
      <TextInput
        label={t('library.name')}
        required
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('library.whose')}
        value={group}
        onChange={(event) => setGroup(event.currentTarget.value)}
        data={[
          ...(me.role === 'admin' ? [{ value: '', label: t('library.everybody') }] : []),
          ...groups.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
      />
      <Button type="submit" disabled={!file || !title.trim()} loading={add.isPending}>
        {t('do.add')}
      </Button>
      {add.error && <ProblemNote>{add.error.message}</ProblemNote>}
    </form>
  )
}

function Files({ files }: { files: LibraryFile[] }) {
  const { t } = useTranslation()
  const viewer = useViewer(files)
  return (
    <>
      <WideTable label={t('library.files')} minWidth={560} stacks>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('attachment.file')}</Table.Th>
              <Table.Th>{t('library.whose')}</Table.Th>
              <Table.Th>{t('attachment.from')}</Table.Th>
              <Table.Th>{t('field.at')}</Table.Th>
              <Table.Th data-acts aria-label={t('do.remove')} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {files.map((file) => (
              <Table.Tr key={file.id}>
                <Table.Td className={classes.cell}>
                  <button
                    type="button"
                    className={classes.open}
                    title={file.filename}
                    onClick={() => viewer.open(file)}
                  >
                    <FileFace file={file} name={file.title} />
                  </button>
                </Table.Td>
                <Table.Td data-label={t('library.whose')}>{file.group?.name ?? t('library.everybody')}</Table.Td>
                <Table.Td data-label={t('attachment.from')}>{file.addedBy}</Table.Td>
                <Table.Td data-label={t('field.at')}>
                  <When at={file.addedAt} as="short" />
                </Table.Td>
                <Table.Td data-acts>
                  <RemoveButton file={file} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
      {viewer.shown}
    </>
  )
}

function RemoveButton({ file }: { file: LibraryFile }) {
  const { t } = useTranslation()
  const remove = useMutation({
    mutationFn: () => call(removeFromLibrary, { params: { id: file.id } }),
    onSuccess: async () => {
      sayDone(t('library.removed', { title: file.title }))
      await queries.invalidateQueries({ queryKey: libraryQuery.queryKey })
    },
  })
  const refused = file.can.remove === true ? undefined : file.can.remove
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      leftSection={<IconTrash size={15} />}
      aria-label={t('attachment.remove', { name: file.title })}
      disabled={!!refused}
      title={refused}
      loading={remove.isPending}
      onClick={() => remove.mutate()}
    >
      {t('do.remove')}
    </Button>
  )
}
