import { ActionIcon, Button, Group, NativeSelect, Skeleton } from '@mantine/core'
import { IconCalendarEvent, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../formats.ts'
import { Empty } from '../../ui/empty.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useCommands } from '../commands.ts'
import { Page } from '../page.tsx'
import { useLedGroups } from '../use-led-groups.ts'
import classes from './agenda.module.css'
import { AgendaItem } from './agenda-item.tsx'
import { agendaQuery, type Planned, weekOf } from './data.ts'

const MINUTE = 60_000

/** S14, Z9: what was left undone, and the seven days ahead; one's own, or of a group one leads. */
export function AgendaPage() {
  const { t } = useTranslation()
  const { zone, dayMonth, longDay } = useFormats()
  const now = useNow(MINUTE)
  const [week, setWeek] = useState(0)
  const [groupId, setGroupId] = useState<number>()
  const led = useLedGroups()
  const { from, to, days } = weekOf(now, week, zone)
  const { data, error } = useQuery(agendaQuery(from, to, groupId))
  usePageTitle(t('agenda.title'))
  useAgendaKeys(setWeek)
  const items = data?.items ?? []
  const late = items.filter((one) => !one.doneAt && Date.parse(one.dueAt) < Math.min(now, +from))
  const ofDay = (day: Date, index: number) => {
    const end = index < 6 ? +days[index + 1]! : +to
    return items.filter((one) => Date.parse(one.dueAt) >= +day && Date.parse(one.dueAt) < end)
  }
  return (
    <Page
      title={t('agenda.title')}
      wide
      actions={
        <Group gap={6} wrap="nowrap">
          {led.length > 0 && (
            <NativeSelect
              miw={0}
              aria-label={t('agenda.whose')}
              value={groupId ?? ''}
              data={[
                { value: '', label: t('agenda.mine') },
                ...led.map(({ id, name }) => ({ value: String(id), label: name })),
              ]}
              onChange={(event) => setGroupId(Number(event.currentTarget.value) || undefined)}
            />
          )}
          <ActionIcon aria-label={t('agenda.before')} onClick={() => setWeek(week - 1)}>
            <IconChevronLeft size={18} />
          </ActionIcon>
          <Button size="compact-sm" variant="default" flex="none" onClick={() => setWeek(0)}>
            {dayMonth(+from)} – {dayMonth(+days[6]!)}
          </Button>
          <ActionIcon aria-label={t('agenda.after')} onClick={() => setWeek(week + 1)}>
            <IconChevronRight size={18} />
          </ActionIcon>
        </Group>
      }
    >
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {!data && !error && <Skeleton height={200} />}
      {data && items.length === 0 && (
        <Empty icon={<IconCalendarEvent size={24} />} title={t('agenda.none')}>
          {t('agenda.teach')}
        </Empty>
      )}
      {late.length > 0 && <Day title={t('span.overdue')} items={late} late now={now} showOwner={!!groupId} />}
      {data && items.length > late.length && (
        <div className={classes.week}>
          {days.map((day, index) => (
            <Day
              key={+day}
              title={week === 0 && index < 2 ? t(index ? 'span.tomorrow' : 'span.today') : longDay(day.toISOString())}
              items={ofDay(day, index)}
              now={now}
              showOwner={!!groupId}
            />
          ))}
        </div>
      )}
      {data?.more && <p>{t('agenda.more')}</p>}
    </Page>
  )
}

type DayProps = { title: string; items: Planned[]; late?: boolean; now: number; showOwner: boolean }

function Day({ title, items, late, now, showOwner }: DayProps) {
  return (
    <section className={classes.day} data-late={late || undefined} data-empty={items.length === 0 || undefined}>
      <h2 className={classes.title}>{title}</h2>
      <ul className={classes.list}>
        {items.map((item) => (
          <AgendaItem key={item.id} item={item} now={now} dated={late} showOwner={showOwner} />
        ))}
      </ul>
    </section>
  )
}

/** J and K go through what is planned, E marks it done, the brackets turn the week. */
function useAgendaKeys(setWeek: (change: (week: number) => number) => void) {
  const { t } = useTranslation()
  const move = (step: number) => {
    const all = [...document.querySelectorAll<HTMLElement>('[data-activity]')]
    const at = all.indexOf(document.activeElement as HTMLElement)
    all[Math.min(all.length - 1, Math.max(0, at + step))]?.focus()
  }
  const done = () =>
    document.activeElement?.closest('li')?.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click()
  const list = { section: 'list' as const, keysOnly: true }
  useCommands([
    { ...list, id: 'agenda-next', label: t('agenda.next'), keys: 'j', run: () => move(1) },
    { ...list, id: 'agenda-previous', label: t('agenda.previous'), keys: 'k', run: () => move(-1) },
    { ...list, id: 'agenda-done', label: t('agenda.markDone'), keys: 'e', run: done },
    { ...list, id: 'agenda-before', label: t('agenda.before'), keys: '[', run: () => setWeek((week) => week - 1) },
    { ...list, id: 'agenda-after', label: t('agenda.after'), keys: ']', run: () => setWeek((week) => week + 1) },
  ])
}
