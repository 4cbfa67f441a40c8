import { Button, Menu } from '@mantine/core'
import { IconArrowRight, IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Keys } from '../../ui/keys.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import type { Move } from '../tickets/moves.ts'
import classes from './composer.module.css'

type Props = {
  /** What leaves the house is sent, what stays is saved. */
  sends: boolean
  /** One has been told what came meanwhile. */
  anyway: boolean
  moves: Move[]
  chosen: Move | undefined
  refused: string | undefined
  loading: boolean
  /** Something has to be said for this move: the keys go on there, not from the menu. */
  asksFor: (move: Move) => boolean
  onChoose: (statusId: number | null) => void
  onSave: () => void
}

/** «Guardar y → estado»: the move is part of the save, never a second step that can be forgotten. */
export function SaveAndMove({ sends, anyway, moves, chosen, refused, loading, asksFor, onChoose, onSave }: Props) {
  const { t } = useTranslation()
  const and = t(sends ? 'composer.sendAnd' : 'composer.saveAnd')
  const [returns, setReturns] = useState(true)
  const choose = (move: Move) => {
    if (move.refused) return
    setReturns(!asksFor(move))
    onChoose(move.statusId)
  }
  const insists = anyway && t(sends ? 'composer.sendAnyway' : 'composer.saveAnyway')
  return (
    <Button.Group className={classes.save}>
      <Button
        classNames={{ root: classes.saves, label: classes.savesLabel }}
        onClick={onSave}
        loading={loading}
        disabled={!!refused}
        rightSection={<Keys keys="mod+enter" />}
      >
        {chosen ? (
          <span className={classes.saveText}>
            {insists || and} <IconArrowRight size={15} aria-hidden /> {chosen.name}
          </span>
        ) : (
          insists || t(sends ? 'composer.send' : 'do.save')
        )}
      </Button>
      <Menu position="top-end" width={270} returnFocus={returns} onOpen={() => setReturns(true)}>
        <Menu.Target>
          <Button px={8} aria-label={t('composer.chooseMove')} disabled={!!refused}>
            <IconChevronDown size={16} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onChoose(null)}>{t(sends ? 'composer.send' : 'composer.saveOnly')}</Menu.Item>
          <Menu.Label>{and}</Menu.Label>
          {moves.map((move) => (
            <Menu.Item
              key={move.statusId}
              leftSection={<StatusBadge status={move.status} />}
              aria-disabled={!!move.refused || undefined}
              closeMenuOnClick={!move.refused}
              c={move.refused ? 'dimmed' : undefined}
              onClick={() => choose(move)}
            >
              {move.name}
              {move.refused && <div className={classes.why}>{move.refused}</div>}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  )
}
