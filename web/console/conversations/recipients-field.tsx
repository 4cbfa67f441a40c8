import { Pill, TagsInput } from '@mantine/core'
import { type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './mail-fields.module.css'
import { isAddress, isFinished, withRecipients } from './recipients.ts'

type Props = {
  label: string
  value: string[]
  autoFocus?: boolean
  field?: Ref<HTMLInputElement> | undefined
  placeholder?: string | undefined
  error?: string | undefined
  onChange: (list: string[]) => void
}

/** S10: recipients, each in a chip; what is no address says so at once. */
export function RecipientsField({ label, value, autoFocus = false, field, placeholder, error, onChange }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const wrong = value.filter((one) => !isAddress(one))
  const take = (list: string[]) => onChange(list.reduce(addOne, []))
  const type = (text: string) => {
    if (!isFinished(text)) return setTyped(text)
    setTyped('')
    onChange(withRecipients(value, text))
  }
  return (
    <TagsInput
      size="xs"
      label={label}
      classNames={{
        root: classes.line,
        label: classes.label,
        wrapper: classes.wide,
        error: classes.fault,
        inputField: classes.typed,
      }}
      // A comma may belong to a name: what was typed is taken apart as a whole.
      splitChars={[]}
      acceptValueOnBlur
      autoFocus={autoFocus}
      ref={field}
      value={value}
      searchValue={typed}
      placeholder={placeholder}
      onSearchChange={type}
      onChange={take}
      renderPill={({ value: one = '', onRemove, disabled }) => (
        <Pill
          size="sm"
          withRemoveButton
          onRemove={onRemove}
          disabled={disabled}
          classNames={{ root: classes.recipient, label: classes.whole, remove: classes.remove }}
          aria-invalid={!isAddress(one) || undefined}
          title={isAddress(one) ? one : t('mail.notAddress', { typed: one })}
        >
          {one}
        </Pill>
      )}
      error={error ?? (wrong.length ? wrong.map((one) => t('mail.notAddress', { typed: one })).join(' ') : undefined)}
    />
  )
}

const addOne = (list: string[], one: string) => withRecipients(list, one)
