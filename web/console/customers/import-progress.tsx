import { Button, Group, Progress } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cancelImport, runImport, type VERDICTS } from '../../../server/customers/imports.contract.ts'
import { call } from '../../api.ts'
import { useFormats } from '../../formats.ts'
import { paths } from '../../paths.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { ButtonLink } from '../links.tsx'
import table from './import.module.css'
import { type Import, keepImport } from './import-data.ts'
import { ImportRows } from './import-rows.tsx'

type Verdict = (typeof VERDICTS)[number]

/** How far the dry run or the import is, what each row became, and what may be done next. It goes on when the page is left. */
export function ImportProgress({ received }: { received: Import }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [verdict, setVerdict] = useState<Verdict>()
  const { id, state, total, counts } = received
  const run = useMutation({ mutationFn: () => call(runImport, { params: { id } }), onSuccess: keepImport })
  const cancel = useMutation({ mutationFn: () => call(cancelImport, { params: { id } }), onSuccess: keepImport })
  const error = run.error ?? cancel.error
  const wanted = counts.new + counts.update
  const share = state === 'checking' ? 1 - counts.waiting / total : wanted ? counts.done / wanted : 1
  return (
    <>
      <p role="status">
        {received.fileName}: {t(`import.state.${state}`)}
        {state === 'running' && ` · ${formats.number(counts.done)} / ${formats.number(wanted)}`}
      </p>
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {state !== 'cancelled' && state !== 'checked' && (
        <Progress
          className={table.progress}
          value={share * 100}
          aria-label={t(`import.state.${state}`)}
          animated={state !== 'done'}
        />
      )}
      <div className={table.verdicts}>
        {([undefined, 'new', 'update', 'refused'] as const).map((one) => (
          <Button
            key={one ?? 'all'}
            size="compact-sm"
            variant={verdict === one ? 'filled' : 'default'}
            aria-pressed={verdict === one}
            onClick={() => setVerdict(one)}
          >
            {t(`import.verdict.${one ?? 'all'}`)} · {formats.number(one ? counts[one] : total)}
          </Button>
        ))}
      </div>
      <ImportRows received={received} verdict={verdict} />
      <Group mt="md" justify="space-between">
        <Group gap="xs">
          {counts.refused > 0 && (
            <Button component="a" variant="default" href={`/api/imports/${id}/refused`} download>
              {t('import.report')}
            </Button>
          )}
          {state !== 'done' && state !== 'cancelled' && (
            <Button variant="subtle" loading={cancel.isPending} onClick={() => cancel.mutate()}>
              {t(state === 'running' ? 'import.cancel' : 'import.drop')}
            </Button>
          )}
        </Group>
        {state === 'checked' && (
          <Button loading={run.isPending} disabled={wanted === 0} onClick={() => run.mutate()}>
            {t('import.run', { count: wanted })}
          </Button>
        )}
        {(state === 'done' || state === 'cancelled') && (
          <ButtonLink to={paths.importCustomers} search={{}}>
            {t('import.another')}
          </ButtonLink>
        )}
      </Group>
    </>
  )
}
