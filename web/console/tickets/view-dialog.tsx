import { Button, Checkbox, Group, MultiSelect, Select, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  COLUMNS,
  type Column,
  createView,
  editView,
  type Question,
  removeView,
} from '../../../server/tickets/views.contract.ts'
import { call } from '../../api.ts'
import { paths } from '../../paths.ts'
import { keys, queries } from '../../queries.ts'
import { FormDialog, faultsOf } from '../form-dialog.tsx'
import { prefer } from '../preferences.ts'
import { useLedGroups } from '../use-led-groups.ts'
import { QuestionFields } from './question-fields.tsx'
import { useViews, type View } from './views-data.ts'

type Props = { view?: View | undefined; question: Question; onClose: () => void }

/** Z2: a question kept by name: for oneself, or for everybody who sees a group one leads. */
export function ViewDialog({ view, question: start, onClose }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [name, setName] = useState(view?.name ?? '')
  const [question, setQuestion] = useState(start)
  const [columns, setColumns] = useState<Column[]>(view?.columns ?? [])
  const [groupId, setGroupId] = useState(view?.group ? String(view.group.id) : null)
  const led = useLedGroups()
  const save = useMutation({
    mutationFn: () => {
      const fields = { name: name.trim(), question, columns }
      const group = groupId ? Number(groupId) : null
      return view
        ? call(editView, { params: { id: view.id }, body: { version: view.version, ...fields, groupId: group } })
        : call(createView, { body: { ...fields, ...(group && { groupId: group }) } })
    },
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: keys.views })
      void queries.invalidateQueries({ queryKey: keys.counts })
      void queries.invalidateQueries({ queryKey: keys.tickets })
      onClose()
      void navigate({ to: paths.tickets, search: { viewId: id } })
    },
  })
  return (
    <FormDialog
      title={t(view ? 'views.edit' : 'views.create')}
      wide
      saving={save}
      onSave={() => save.mutate()}
      onClose={onClose}
      more={view && <Remove view={view} onClose={onClose} />}
    >
      <TextInput
        label={t('field.name')}
        required
        maxLength={100}
        data-autofocus
        error={faultsOf(save.error).name}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <QuestionFields question={question} onChange={setQuestion} />
      <MultiSelect
        label={t('views.columns')}
        description={t('views.columnsHint')}
        data={COLUMNS.map((column) => ({ value: column, label: t(`column.${column}`) }))}
        value={columns}
        onChange={(chosen) => setColumns(chosen as Column[])}
        clearable
      />
      <Select
        label={t('views.sharedWith')}
        description={led.length ? undefined : t('views.shareNeedsLead')}
        disabled={!led.length}
        clearable
        allowDeselect
        placeholder={t('views.onlyMe')}
        data={led.map((group) => ({ value: String(group.id), label: group.name }))}
        value={groupId}
        onChange={setGroupId}
      />
      {view && <Order view={view} />}
    </FormDialog>
  )
}

/** One's own order of the navigation, shared views included. */
function Order({ view }: { view: View }) {
  const { t } = useTranslation()
  const order = useViews().map(({ id }) => id)
  const place = order.indexOf(view.id)
  const move = (step: number) => {
    const next = order.toSpliced(place, 1).toSpliced(place + step, 0, view.id)
    void prefer({ viewOrder: next })
  }
  return (
    <Group gap="xs">
      <Button size="compact-sm" variant="default" disabled={place <= 0} onClick={() => move(-1)}>
        {t('views.up')}
      </Button>
      <Button size="compact-sm" variant="default" disabled={place >= order.length - 1} onClick={() => move(1)}>
        {t('views.down')}
      </Button>
      <span role="status">{t('views.place', { place: place + 1, total: order.length })}</span>
    </Group>
  )
}

function Remove({ view, onClose }: { view: View; onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [sure, setSure] = useState(false)
  const remove = useMutation({
    mutationFn: () => call(removeView, { params: { id: view.id } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: keys.views })
      onClose()
      void navigate({ to: paths.tickets, search: { view: 'mine' } })
    },
  })
  return (
    <Group gap="xs" me="auto">
      <Checkbox label={t('views.sure')} checked={sure} onChange={(event) => setSure(event.currentTarget.checked)} />
      <Button color="red" variant="subtle" disabled={!sure} loading={remove.isPending} onClick={() => remove.mutate()}>
        {t('do.remove')}
      </Button>
    </Group>
  )
}
