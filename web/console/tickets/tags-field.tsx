import { TagsInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listTags } from '../../../server/tickets/views.contract.ts'
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
      onSearchChange={setTyped}
      onChange={onChange}
      data={(data?.items ?? []).filter((tag) => !value.includes(tag))}
      comboboxProps={{ withinPortal: false }}
      splitChars={[',', ';']}
      acceptValueOnBlur
    />
  )
}
