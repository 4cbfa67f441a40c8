import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LANGUAGE_NAMES, type Language } from '../../i18n.ts'
import { When } from '../../ui/when.tsx'
import { useCountryName } from '../places.tsx'
import classes from './customer-page.module.css'
import type { Customer, Organization } from './data.ts'

/** What is known of a person or an organization; what is not known takes no room. */
export function FactsList({ known, children }: { known: Customer | Organization; children?: ReactNode }) {
  const { t } = useTranslation()
  const countryName = useCountryName()
  return (
    <dl className={classes.data}>
      {children}
      <Fact name={known.taxIdCheck?.kind ?? t('field.taxId')}>
        {known.taxIdCheck && <TaxId check={known.taxIdCheck} />}
      </Fact>
      <Fact name={t('field.address')}>{known.address}</Fact>
      <Fact name={t('field.country')}>{known.country && countryName(known.country)}</Fact>
      <Fact name={t('field.language')}>{known.language && LANGUAGE_NAMES[known.language as Language]}</Fact>
      <Fact name={t('field.zone')}>{known.zone}</Fact>
      <Fact name={t('field.tags')}>
        {known.tags.length > 0 && (
          <span className={classes.tags}>
            {known.tags.map((tag) => (
              <Badge key={tag} variant="light" tt="none">
                {tag}
              </Badge>
            ))}
          </span>
        )}
      </Fact>
      {known.answers.map(({ questionId, question, value }) => (
        <Fact key={questionId} name={question}>
          {value}
        </Fact>
      ))}
      <Fact name={t('field.notes')}>{known.notes}</Fact>
      <Fact name={t('field.since')}>
        <When at={known.createdAt} as="short" />
      </Fact>
    </dl>
  )
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (!children || (Array.isArray(children) && children.length === 0)) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Whether the number can be one, and if not, why: shown, not forced. */
function TaxId({ check }: { check: NonNullable<Customer['taxIdCheck']> }) {
  const { t } = useTranslation()
  return (
    <>
      {check.number}
      {check.reason && <small className={classes.doubt}>{t(`taxId.${check.reason}`)}</small>}
      {check.generic && <small className={classes.doubt}>{t('taxId.generic')}</small>}
    </>
  )
}
