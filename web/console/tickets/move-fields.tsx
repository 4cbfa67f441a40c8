import { Autocomplete, Button, Stack, Textarea, TextInput } from '@mantine/core'
import { IconMail, IconRotateClockwise } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { MomentField } from '../../ui/moment-field.tsx'
import classes from './move-fields.module.css'
import type { MoveFacts, Needs } from './moves.ts'

type Props = {
  needs: Needs
  facts: MoveFacts
  tried: boolean
  onChange: (facts: MoveFacts) => void
  /** Where the verification may be told as well; where it is required it always is asked for. */
  offersVerification?: boolean
  /** To whom the desk mails what is written here. */
  mailedTo?: string | undefined
}

/** Asks in place for what a move needs: the solution, its verification, or whom one waits for and until when. */
export function MoveFields({ needs, facts, tried, onChange, offersVerification, mailedTo }: Props) {
  const { t } = useTranslation()
  const lack = (missing: boolean) => tried && missing && t('move.required')
  const third = facts.thirdParty
  const party = (change: Partial<MoveFacts['thirdParty']>) =>
    onChange({ ...facts, thirdParty: { ...third, ...change } })
  const field = useRef<HTMLTextAreaElement>(null)
  const takeBefore = (solution: string) => {
    onChange({ ...facts, solution })
    field.current?.focus()
  }
  // Whoever wipes the name out means somebody else, who has another address.
  const name = (typed: string) => party({ name: typed, typed: true, ...(!typed.trim() && { email: undefined }) })
  return (
    <Stack gap="sm">
      {needs.before && <Before {...needs.before} onTake={facts.solution ? undefined : takeBefore} />}
      {needs.solution && (
        <Textarea
          ref={field}
          label={t('field.solution')}
          description={mailedTo ? <Mailed to={mailedTo} /> : t('move.solutionHint')}
          autosize
          minRows={2}
          maxRows={8}
          required
          data-autofocus
          error={lack(!facts.solution.trim())}
          value={facts.solution}
          // Read, it stays with one key; what is typed instead takes its place.
          onFocus={(event) => facts.solution === needs.before?.solution && event.currentTarget.select()}
          onChange={(event) => onChange({ ...facts, solution: event.currentTarget.value })}
        />
      )}
      {(needs.verification || (offersVerification && needs.completes)) && (
        <TextInput
          label={t(needs.verification ? 'field.verification' : 'move.verificationOptional')}
          description={t(mailedTo ? 'move.verificationMailed' : 'move.verificationHint')}
          required={needs.verification}
          error={needs.verification && lack(!facts.verification.trim())}
          value={facts.verification}
          onChange={(event) => onChange({ ...facts, verification: event.currentTarget.value })}
        />
      )}
      {needs.thirdParty && (
        <>
          <TextInput
            label={t('move.partyName')}
            description={third.email && t('move.partyEmail', { address: third.email })}
            required
            data-autofocus={!needs.solution || undefined}
            error={lack(!third.name.trim())}
            value={third.name}
            onChange={(event) => name(event.currentTarget.value)}
          />
          <Autocomplete
            label={t('move.partyRole')}
            // Opened by itself it would lie over what is wrong with it, and over what is asked next.
            openOnFocus={false}
            required
            data={[
              t('move.role.supplier'),
              t('move.role.sales'),
              t('move.role.agency'),
              t('move.role.colleague'),
              t('move.role.expert'),
            ]}
            error={lack(!third.role.trim())}
            value={third.role}
            onChange={(role) => party({ role })}
          />
          <MomentField
            label={t('move.chaseAt')}
            description={t('move.chaseAtHint')}
            required
            error={lack(!third.chaseAt)}
            value={third.chaseAt}
            onChange={(chaseAt) => party({ chaseAt })}
          />
        </>
      )}
    </Stack>
  )
}

/** What is written for the record would sound otherwise to whom it is about. */
function Mailed({ to }: { to: string }) {
  const { t } = useTranslation()
  return (
    <span className={classes.mailed}>
      <IconMail size={15} aria-hidden />
      <span>{t('move.solutionMailed', { address: to })}</span>
    </span>
  )
}

type BeforeProps = NonNullable<Needs['before']> & { onTake: ((solution: string) => void) | undefined }

/** What stood there when the ticket was reopened did not hold: said before it is told again. */
function Before({ solution, words, onTake }: BeforeProps) {
  const { t } = useTranslation()
  return (
    <div className={classes.before}>
      <IconRotateClockwise size={16} aria-hidden />
      <div>
        {t('move.reopened')}
        {words && <blockquote className={classes.words}>{words}</blockquote>}
        {onTake && (
          <Button size="compact-xs" variant="light" mt={4} onClick={() => onTake(solution)}>
            {t('move.takeBefore')}
          </Button>
        )}
      </div>
    </div>
  )
}
