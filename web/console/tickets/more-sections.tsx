import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { type RefObject, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './sections.module.css'

type Props = { list: RefObject<HTMLDivElement | null>; onChoose: (section: string) => void }

/** Where the sections do not all have room: those that are out of sight, and that there are some. */
export function MoreSections({ list, onChoose }: Props) {
  const { t } = useTranslation()
  const overflows = useOverflow(list)
  const [beyond, setBeyond] = useState<[name: string, text: string][]>([])
  if (!overflows) return null
  return (
    <Menu position="bottom-end" onOpen={() => setBeyond(outOfSight(list.current!))}>
      <Menu.Target>
        <UnstyledButton className={classes.more}>
          <span>
            {t('section.more')} <VisuallyHidden component="span">{t('section.sections')}</VisuallyHidden>
          </span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {beyond.map(([name, text]) => (
          <Menu.Item key={name} onClick={() => onChoose(name)}>
            {text}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Whether they do not all have room; each that is out of sight, or cut at an edge, says so: a half is not shown beside the whole in the menu. */
function useOverflow(list: RefObject<HTMLDivElement | null>) {
  const [overflows, setOverflows] = useState(false)
  useEffect(() => {
    const element = list.current!
    const look = () => {
      const { left, right } = element.getBoundingClientRect()
      for (const tab of element.children) {
        const at = tab.getBoundingClientRect()
        tab.toggleAttribute('data-beyond', at.left < left - 1 || at.right > right + 1)
      }
      setOverflows(element.scrollWidth > element.clientWidth + 1)
    }
    const watching = new ResizeObserver(look)
    // A count beside a name makes it longer.
    for (const each of [element, ...element.children]) watching.observe(each)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      watching.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [list])
  return overflows
}

/** One the page does not show has no width. */
const outOfSight = (list: HTMLElement): [name: string, text: string][] =>
  [...list.querySelectorAll<HTMLElement>('[data-section][data-beyond]')]
    .filter(({ offsetWidth }) => offsetWidth)
    .map((tab) => [tab.dataset.section!, tab.innerText])
