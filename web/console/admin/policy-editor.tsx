import { Button, Group, NativeSelect, Stack, Switch, Table, TextInput } from '@mantine/core'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { createPolicy, editPolicy, type listPolicies } from '../../../server/sla/contract.ts'
import { call } from '../../api.ts'
import { PriorityMark } from '../../ui/priority-mark.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { WideTable } from '../../ui/wide-table.tsx'
import { useMe } from '../auth/me.ts'
import { sayDone } from '../notices.tsx'
import { PageSection } from '../page.tsx'
import { useSetting } from './admin-data.ts'
import type { CalendarRow } from './calendar.form.ts'
import classes from './priority-names.module.css'
import { KINDS, PRIORITIES, type Target, TargetField } from './target-field.tsx'

type Policy = ReplyOf<typeof listPolicies>['items'][number]
type Props = { policy: Policy | undefined; calendars: CalendarRow[]; onDone?: () => void }

export function PolicyEditor({ policy, calendars, onDone }: Props) {
  const { t } = useTranslation()
  const admin = useMe().role === 'admin'
  const before = {
    name: policy?.name ?? '',
    calendarId: policy?.calendarId ?? calendars[0]!.id,
    pauseOnThirdParty: policy?.pauseOnThirdParty ?? false,
    targets: policy?.targets ?? [],
  }
  const [form, setForm] = useState(before)
  const changed = JSON.stringify(form) !== JSON.stringify(before)
  const save = useSetting(
    (more: { isDefault?: true }) =>
      policy
        ? call(editPolicy, { params: { id: policy.id }, body: { ...form, ...more, version: policy.version } })
        : call(createPolicy, { body: form }),
    () => {
      sayDone(t('policy.saved'))
      onDone?.()
    },
  )
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate({})
  }
  const setTarget = (target: Target, wanted: boolean) => {
    const others = form.targets.filter((one) => !(one.priority === target.priority && one.kind === target.kind))
    setForm({ ...form, targets: wanted ? [...others, target] : others })
  }
  return (
    <PageSection
      title={policy ? `${policy.name}${policy.isDefault ? ` · ${t('policy.default')}` : ''}` : t('policy.create')}
      wide
    >
      <form onSubmit={onSubmit} data-wide>
        <Stack gap="md">
          {save.error && <ProblemNote>{save.error.message}</ProblemNote>}
          <Group grow align="flex-start" preventGrowOverflow={false}>
            <TextInput
              label={t('field.name')}
              required
              disabled={!admin}
              value={form.name}
              onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
            />
            <NativeSelect
              label={t('policy.calendar')}
              disabled={!admin}
              value={String(form.calendarId)}
              data={calendars.map(({ id, name }) => ({ value: String(id), label: name }))}
              onChange={(event) => setForm({ ...form, calendarId: Number(event.currentTarget.value) })}
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
                          disabled={!admin}
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
            disabled={!admin}
            checked={form.pauseOnThirdParty}
            onChange={(event) => setForm({ ...form, pauseOnThirdParty: event.currentTarget.checked })}
          />
          <Group>
            <Button type="submit" disabled={!admin || (!!policy && !changed)} loading={save.isPending}>
              {t('do.save')}
            </Button>
            {policy && changed && (
              <Button variant="default" onClick={() => setForm(before)}>
                {t('do.discard')}
              </Button>
            )}
            {onDone && (
              <Button variant="default" onClick={onDone}>
                {t('do.cancel')}
              </Button>
            )}
            {policy && !policy.isDefault && (
              <Button variant="default" disabled={!admin} onClick={() => save.mutate({ isDefault: true })}>
                {t('policy.makeDefault')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </PageSection>
  )
}
