import { Button, Group, NativeSelect, Stack, Switch, Table, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { createPolicy, editPolicy, type listPolicies } from '../../../server/sla/contract.ts'
import { call } from '../../api.ts'
import { PriorityMark } from '../../ui/priority-mark.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { WideTable } from '../../ui/wide-table.tsx'
import { sayDone } from '../notices.tsx'
import { PageSection } from '../page.tsx'
import { useSetting } from './admin-data.ts'
import type { CalendarRow } from './calendar.form.ts'
import { ClashNote } from './clash-note.tsx'
import { FormActions } from './form-actions.tsx'
import classes from './priority-names.module.css'
import { KINDS, PRIORITIES, type Target, TargetField } from './target-field.tsx'
import { useAdminsOnly } from './use-admins-only.ts'
import { useSettingForm } from './use-setting-form.ts'

type Policy = ReplyOf<typeof listPolicies>['items'][number]
const FIELDS = {
  name: 'field.name',
  calendarId: 'policy.calendar',
  pauseOnThirdParty: 'policy.pause',
  targets: 'policy.targets',
} as const
type Props = { policy: Policy | undefined; calendars: CalendarRow[]; onDone?: () => void }

export function PolicyEditor({ policy, calendars, onDone }: Props) {
  const { t } = useTranslation()
  const refused = useAdminsOnly()
  const before = {
    name: policy?.name ?? '',
    calendarId: policy?.calendarId ?? calendars[0]!.id,
    pauseOnThirdParty: policy?.pauseOnThirdParty ?? false,
    targets: policy?.targets ?? [],
  }
  const editing = useSettingForm(before, {
    send: ({ form, changed }) =>
      policy
        ? call(editPolicy, { params: { id: policy.id }, body: { ...changed, version: policy.version } })
        : call(createPolicy, { body: form }),
    onSaved: () => {
      sayDone(t('policy.saved'))
      onDone?.()
    },
  })
  const { form, change, clashing, onSubmit, saving } = editing
  const makeDefault = useSetting(
    ({ id, version }: Policy) => call(editPolicy, { params: { id }, body: { version, isDefault: true } }),
    () => sayDone(t('policy.saved')),
  )
  const problem = saving.error ?? makeDefault.error
  const setTarget = (target: Target, wanted: boolean) => {
    const place = form.targets.findIndex((one) => one.priority === target.priority && one.kind === target.kind)
    const others = form.targets.filter((_, at) => at !== place)
    change({ targets: !wanted ? others : place < 0 ? [...others, target] : form.targets.with(place, target) })
  }
  return (
    <PageSection
      title={policy ? `${policy.name}${policy.isDefault ? ` · ${t('policy.default')}` : ''}` : t('policy.create')}
      wide
    >
      <form onSubmit={onSubmit} data-wide>
        <Stack gap="md">
          {problem && <ProblemNote>{problem.message}</ProblemNote>}
          <ClashNote fields={clashing.map((field) => t(FIELDS[field]))} />
          <Group grow align="flex-start" preventGrowOverflow={false}>
            <TextInput
              label={t('field.name')}
              required
              disabled={!!refused}
              value={form.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
            <NativeSelect
              label={t('policy.calendar')}
              disabled={!!refused}
              value={String(form.calendarId)}
              data={calendars.map(({ id, name }) => ({ value: String(id), label: name }))}
              onChange={(event) => change({ calendarId: Number(event.currentTarget.value) })}
            />
          </Group>
          <WideTable label={t('policy.targets')} minWidth={720} stacks>
            <Table>
              <Table.Caption>{t('policy.unitsHint')}</Table.Caption>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('field.priority')}</Table.Th>
                  {KINDS.map((kind) => (
                    <Table.Th key={kind}>{t(`target.${kind}`)}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {PRIORITIES.map((priority) => (
                  <Table.Tr key={priority}>
                    <Table.Th scope="row">
                      <span className={classes.priority}>
                        <PriorityMark priority={priority} /> {t(`priority.${priority}`)}
                      </span>
                    </Table.Th>
                    {KINDS.map((kind) => (
                      <Table.Td key={kind} data-label={t(`target.${kind}`)}>
                        <TargetField
                          place={{ priority, kind }}
                          target={form.targets.find((one) => one.priority === priority && one.kind === kind)}
                          disabled={!!refused}
                          onChange={setTarget}
                        />
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </WideTable>
          <Switch
            label={t('policy.pause')}
            description={t('policy.pauseHint')}
            disabled={!!refused}
            checked={form.pauseOnThirdParty}
            onChange={(event) => change({ pauseOnThirdParty: event.currentTarget.checked })}
          />
          <FormActions editing={editing} onCancel={onDone} refused={refused}>
            {policy && !policy.isDefault && (
              <Button variant="default" disabled={!!refused} title={refused} onClick={() => makeDefault.mutate(policy)}>
                {t('policy.makeDefault')}
              </Button>
            )}
          </FormActions>
        </Stack>
      </form>
    </PageSection>
  )
}
