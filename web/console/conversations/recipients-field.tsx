import { Button, Pill, TagsInput } from '@mantine/core'
import { useMergedRef } from '@mantine/hooks'
import { type Ref, useRef, useState } from 'react'
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

/** S10: recipients, each in a chip; what is no address says so at once. Many are folded, so that the words have room. */
export function RecipientsField({ label, value, autoFocus = false, field, placeholder, error, onChange }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const folded = open ? [] : beyond(value)
  const unfold = () => {
    setOpen(true)
    // The button goes; whoever pressed it goes on where it stood.
    input.current?.focus()
  }
  const wrong = value.filter((one) => !isAddress(one))
  const take = (list: string[]) => {
    // What is pasted as well: nobody comes in unseen.
    if (list.length > value.length) setOpen(true)
    onChange(list.reduce(addOne, []))
  }
  const type = (text: string) => {
    // Nor does anybody go.
    if (text) setOpen(true)
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
      ref={useMergedRef(input, field)}
      value={value}
      searchValue={typed}
      placeholder={placeholder}
      onSearchChange={type}
      onKeyDown={(event) => {
        if (event.key !== 'Backspace' || typed || !folded.length) return
        event.preventDefault()
        setOpen(true)
      }}
      onChange={take}
      renderPill={({ value: one = '', onRemove, disabled }) =>
        folded.includes(one) ? (
          one === folded[0] && (
            <Button size="compact-xs" variant="subtle" onClick={unfold}>
              {t('mail.andMore', { count: folded.length })}
            </Button>
          )
        ) : (
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
        )
      }
      error={error ?? (wrong.length ? wrong.map((one) => t('mail.notAddress', { typed: one })).join(' ') : undefined)}
    />
  )
}

const addOne = (list: string[], one: string) => withRecipients(list, one)

const AT_FIRST = 5

/** Of many those behind the first few, as in the conversation; never one that is wrong. */
function beyond(list: string[]) {
  return list.length <= AT_FIRST + 1 ? [] : list.slice(AT_FIRST).filter(isAddress)
}
