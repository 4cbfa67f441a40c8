import { IconPhone, IconPhoneCall } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { Tip } from '../../ui/tip.tsx'
import { ButtonLink } from '../links.tsx'
import { TipWithKey } from '../top-bar.tsx'
import { useMyCalls } from './call-head.tsx'

/** In the bar of every page: begin a call, or go back to the one that is under way. */
export function CallButton({ className, text }: { className?: string | undefined; text?: string | undefined }) {
  const { t } = useTranslation()
  const mine = useMyCalls()
  const [current] = mine
  if (current)
    return (
      <ButtonLink
        to={paths.call}
        params={{ callId: current.id }}
        h={32}
        className={className}
        leftSection={<IconPhoneCall size={16} />}
        aria-label={`${t('cockpit.onCall', { count: mine.length })}: ${t('cockpit.backTo')}`}
      >
        <span className={text}>{t('cockpit.onCall', { count: mine.length })}</span>
      </ButtonLink>
    )
  return (
    <Tip label={<TipWithKey text={t('cockpit.new')} command="new-call" keys="c" />}>
      <ButtonLink
        to={paths.newCall}
        h={32}
        className={className}
        variant="white"
        leftSection={<IconPhone size={16} />}
        aria-label={t('cockpit.new')}
      >
        <span className={text}>{t('cockpit.call')}</span>
      </ButtonLink>
    </Tip>
  )
}
