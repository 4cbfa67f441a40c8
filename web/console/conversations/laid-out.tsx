import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Interaction } from './data.ts'
import classes from './mail-lines.module.css'

/** The mail as its writer laid it out, in a frame where nothing can run and nothing is fetched before the reader asks. */
export function LaidOut({ interaction }: { interaction: Interaction }) {
  const { t } = useTranslation()
  const [pictures, setPictures] = useState(false)
  const [height, setHeight] = useState(60)
  const remote = interaction.html?.includes('data-remote=')
  return (
    <div>
      {remote && (
        // The line stays: with it the keyboard, and the mail where one reads it.
        <p className={classes.pictures}>
          {t(pictures ? 'mail.picturesShown' : 'mail.picturesBlocked')}
          <Button size="compact-xs" variant="subtle" onClick={() => setPictures(!pictures)}>
            {t(pictures ? 'mail.hidePictures' : 'mail.showPictures')}
          </Button>
        </p>
      )}
      <iframe
        className={classes.frame}
        title={t('mail.laidOut')}
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        src={`/api/interactions/${interaction.id}/body${pictures ? '?pictures=true' : ''}`}
        style={{ height }}
        onLoad={(event) => {
          const page = event.currentTarget.contentDocument?.documentElement
          if (page) setHeight(Math.min(page.scrollHeight + 4, 2000))
        }}
      />
    </div>
  )
}
