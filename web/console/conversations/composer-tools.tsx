import { ActionIcon } from '@mantine/core'
import { IconBooks, IconPaperclip } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { part } from '../../parts.ts'
import classes from './composer.module.css'
import type { AttachedFile } from './composer-draft.ts'

const LibraryPicker = part(() => import('./library-picker.tsx'), 'LibraryPicker')

type Props = {
  attached: number[]
  onFiles: (files: Iterable<File>) => void
  onAttach: (file: AttachedFile) => void
  /** What was chosen, or nothing: one goes on writing. */
  onChosen: () => void
}

/** S11: what goes along with the words: files of this machine, or of the library. */
export function ComposerTools({ attached, onFiles, onAttach, onChosen }: Props) {
  const { t } = useTranslation()
  const [choosing, setChoosing] = useState(false)
  const close = () => {
    setChoosing(false)
    onChosen()
  }
  return (
    <>
      <ActionIcon component="label" aria-label={t('composer.attach')} title={t('composer.attach')}>
        <IconPaperclip size={18} />
        <input
          type="file"
          multiple
          className={classes.fileInput}
          onChange={(event) => {
            onFiles([...(event.currentTarget.files ?? [])])
            event.currentTarget.value = ''
          }}
        />
      </ActionIcon>
      <ActionIcon aria-label={t('library.attach')} title={t('library.attach')} onClick={() => setChoosing(true)}>
        <IconBooks size={18} />
      </ActionIcon>
      {choosing && (
        <Suspense>
          <LibraryPicker attached={attached} onAttach={onAttach} onClose={close} />
        </Suspense>
      )}
    </>
  )
}
