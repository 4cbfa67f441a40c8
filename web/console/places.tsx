import { NativeSelect, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Where Spanish and Portuguese are at home, and their neighbours; named by the browser in the reader's language. */
export const COUNTRIES = 'AR BO BR CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PT PY SV US UY VE'.split(' ')

export function useCountryName() {
  const { i18n } = useTranslation()
  const names = new Intl.DisplayNames([i18n.language], { type: 'region' })
  return (code: string) => names.of(code) ?? code
}

type Props = { name?: string; value?: string; onChange?: (value: string) => void; disabled?: boolean }

export function CountrySelect({ name, value, onChange, disabled }: Props) {
  const { t } = useTranslation()
  const data = useCountries()
  return (
    <NativeSelect
      name={name}
      label={t('field.country')}
      data={data}
      disabled={disabled}
      {...(onChange ? { value, onChange: (event) => onChange(event.currentTarget.value) } : { defaultValue: 'CL' })}
    />
  )
}

export function useCountries(codes = COUNTRIES) {
  const { i18n } = useTranslation()
  const nameOf = useCountryName()
  return codes
    .map((code) => ({ value: code, label: nameOf(code) }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.language))
}

export function ZoneSelect({ name, value, onChange, disabled, defaultValue }: Props & { defaultValue?: string }) {
  const { t } = useTranslation()
  const zones = Intl.supportedValuesOf('timeZone')
  return (
    <Select
      name={name}
      label={t('field.zone')}
      data={value && !zones.includes(value) ? [value, ...zones] : zones}
      searchable
      limit={60}
      disabled={disabled}
      nothingFoundMessage={t('do.nothingFound')}
      {...(onChange ? { value: value ?? null, onChange: (zone) => zone && onChange(zone) } : { defaultValue })}
    />
  )
}
