import { Button, Group, NativeSelect } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checkImport, IMPORT_FIELDS, type ImportField } from '../../../server/customers/imports.contract.ts'
import { call } from '../../api.ts'
import { paths } from '../../paths.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { WideTable } from '../../ui/wide-table.tsx'
import { ButtonLink } from '../links.tsx'
import { CountrySelect } from '../places.tsx'
import { useQuestionsAbout } from './data.ts'
import table from './import.module.css'
import { type Import, keepImport } from './import-data.ts'

/** What each column holds: guessed from its heading, shown with what stands below it, and changed where the guess is wrong. */
export function ImportMapping({ received }: { received: Import }) {
  const { t } = useTranslation()
  const [mapping, setMapping] = useState(received.mapping)
  const [country, setCountry] = useState(received.country)
  const check = useMutation({
    mutationFn: () => call(checkImport, { params: { id: received.id }, body: { mapping, country } }),
    onSuccess: keepImport,
  })
  const questions = useQuestionsAbout('customer') ?? []
  const choices = [
    { value: '', label: t('import.leaveOut') },
    ...IMPORT_FIELDS.map((field) => ({ value: field as string, label: t(`import.field.${field}`) })),
    ...questions.map(({ id, text }) => ({ value: `question:${id}`, label: text })),
  ]
  return (
    <>
      <p>{t('import.map', { file: received.fileName, count: received.total })}</p>
      {check.error && <ProblemNote>{check.error.message}</ProblemNote>}
      <WideTable label={t('import.columns')} minWidth={560} stacks>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('import.column')}</th>
              <th scope="col">{t('import.holds')}</th>
              <th scope="col">{t('import.samples')}</th>
            </tr>
          </thead>
          <tbody>
            {received.headers.map((header, place) => (
              // A column is only its place in the file.
              <tr key={place}>
                <th scope="row">{header || t('import.unnamed', { number: place + 1 })}</th>
                <td>
                  <NativeSelect
                    size="sm"
                    aria-label={t('import.holdsOf', { column: header || place + 1 })}
                    value={mapping[place] ?? ''}
                    data={choices}
                    onChange={(event) =>
                      setMapping(mapping.with(place, (event.currentTarget.value || null) as ImportField | null))
                    }
                  />
                </td>
                <td className={table.samples} data-label={t('import.samples')}>
                  {received.samples
                    .map((cells) => cells[place])
                    .filter(Boolean)
                    .slice(0, 3)
                    .join(' · ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      <Group mt="md" align="flex-end" justify="space-between">
        <div>
          <CountrySelect value={country} onChange={setCountry} />
          <p className={table.hint}>{t('import.countryHint')}</p>
        </div>
        <Group gap="xs">
          <ButtonLink to={paths.importCustomers} search={{}} variant="subtle">
            {t('import.anotherFile')}
          </ButtonLink>
          <Button loading={check.isPending} onClick={() => check.mutate()}>
            {t('import.check')}
          </Button>
        </Group>
      </Group>
    </>
  )
}
