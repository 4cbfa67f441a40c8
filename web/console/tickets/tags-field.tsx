import { TagsInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LONGEST_TAG, listTags } from '../../../server/tickets/views.contract.ts'
import { call } from '../../api.ts'

type Props = {
  label: string
  value: string[]
  onChange: (tags: string[]) => void
  disabled?: boolean
  autoFocus?: boolean
  maxTags?: number
}

/** Tags as they are written, with those already in use offered, so that one thing keeps one name. */
export function TagsField({ label, value, onChange, disabled, autoFocus, maxTags = 30 }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [cut, setCut] = useState(false)
  const within = (text: string) => text.slice(0, LONGEST_TAG)
  const [asked] = useDebouncedValue(typed, 150)
  const { data } = useQuery({
    queryKey: ['tags', asked],
    queryFn: () => call(listTags, { query: { q: asked } }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  return (
    <TagsInput
      label={label}
      placeholder={value.length ? undefined : t('ticket.tagsHint')}
      disabled={disabled}
      autoFocus={autoFocus ?? false}
      maxTags={maxTags}
      value={value}
      searchValue={typed}
      onSearchChange={(next) => {
        setTyped(within(next))
        setCut(next.length > LONGEST_TAG)
      }}
      onChange={(tags) => onChange(tags.map(within))}
      error={cut && t('ticket.tagTooLong', { most: LONGEST_TAG })}
      data={(data?.items ?? []).filter((tag) => !value.includes(tag))}
      comboboxProps={{ withinPortal: false }}
      splitChars={[',', ';']}
      acceptValueOnBlur
    />
  )
}
