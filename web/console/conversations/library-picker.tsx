import { Skeleton, Table, TextInput } from '@mantine/core'
import { IconBooks } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { Empty } from '../../ui/empty.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import type { AttachedFile } from './composer-draft.ts'
import { FileFace } from './file-list.tsx'
import classes from './files.module.css'
import { foldedTitle, libraryQuery } from './library-data.ts'

type Props = { attached: number[]; onAttach: (file: AttachedFile) => void; onClose: () => void }

/** S11: what is attached often, by a word of its title and Enter. */
export function LibraryPicker({ attached, onAttach, onClose }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const { data, error } = useQuery(libraryQuery)
  const found = (data ?? []).filter((file) =>
    foldedTitle(file).includes(foldedTitle({ title: typed, filename: '' }).trim()),
  )
  const attach = ({ fileId, filename, size, url, preview }: (typeof found)[number]) => {
    onAttach({ fileId, filename, size, url, preview })
    onClose()
  }
  return (
    <Dialog onClose={onClose} title={t('library.title')} size="lg">
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {!data && !error && <Skeleton height={160} />}
      {data?.length === 0 && (
        <Empty icon={<IconBooks size={22} />} title={t('library.none')}>
          {t('library.teach')}
        </Empty>
      )}
      {data?.length !== 0 && (
        <>
          <TextInput
            data-autofocus
            aria-label={t('library.search')}
            placeholder={t('library.search')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              const first = found.find(({ fileId }) => !attached.includes(fileId))
              if (event.key === 'Enter' && first) attach(first)
            }}
          />
          <Table mt="sm">
            <Table.Tbody>
              {found.map((file) => (
                <Table.Tr key={file.id}>
                  <Table.Td>
                    <button
                      type="button"
                      className={classes.open}
                      disabled={attached.includes(file.fileId)}
                      onClick={() => attach(file)}
                    >
                      <FileFace file={file} name={file.title} />
                    </button>
                  </Table.Td>
                  <Table.Td>{file.group?.name ?? t('library.everybody')}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {data && found.length === 0 && <p role="status">{t('library.notFound')}</p>}
        </>
      )}
    </Dialog>
  )
}
