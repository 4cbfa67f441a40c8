import { Button, Code } from '@mantine/core'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './templates.module.css'

type Props = { fault: string; source: string; field: RefObject<HTMLTextAreaElement | null> }

/** What is wrong and the line it stands in, to be gone to. The refusal begins with the number of the line, in each language. */
export function FaultyLine({ fault, source, field }: Props) {
  const { t } = useTranslation()
  const place = Number(/\d+/.exec(fault)?.[0] ?? 0)
  const lines = source.split('\n')
  const line = lines[place - 1]
  const goThere = () => {
    const from = lines.slice(0, place - 1).reduce((sum, one) => sum + one.length + 1, 0)
    field.current?.focus()
    field.current?.setSelectionRange(from, from + line!.length)
  }
  return (
    <span className={classes.fault}>
      {fault}
      {line !== undefined && (
        <>
          <Code>{line}</Code>
          <Button size="compact-xs" variant="default" onClick={goThere}>
            {t('template.goToLine')}
          </Button>
        </>
      )}
    </span>
  )
}
