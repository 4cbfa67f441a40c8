import { ActionIcon, Button, Fieldset, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './line-list.module.css'

type Props = {
  label: string
  type: 'tel' | 'email'
  lines: string[]
  fault: string | undefined
  onChange: (lines: string[]) => void
}

/** Several of the same kind, one a line. */
export function LineList({ label, type, lines, fault, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <Fieldset legend={label} variant="unstyled" className={classes.list}>
      {lines.map((line, index) => (
        // A line is only its place and its text.
        <div key={index} className={classes.line}>
          <TextInput
            className={classes.field}
            type={type}
            aria-label={`${label} ${index + 1}`}
            value={line}
            error={index === 0 && fault}
            onChange={(event) => onChange(lines.with(index, event.currentTarget.value))}
          />
          {lines.length > 1 && (
            <ActionIcon
              mt={4}
              aria-label={t('line.remove', { label, number: index + 1 })}
              onClick={() => onChange(lines.toSpliced(index, 1))}
            >
              <IconX size={16} />
            </ActionIcon>
          )}
        </div>
      ))}
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconPlus size={13} />}
        onClick={() => onChange([...lines, ''])}
      >
        {t('line.add', { label })}
      </Button>
    </Fieldset>
  )
}
