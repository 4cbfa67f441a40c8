import { Fragment } from 'react'
import classes from './address.module.css'

/** An address on as many lines as it needs: broken before its @, then behind its dots, and within a word only where nothing else helps. */
export function Address({ of }: { of: string }) {
  return (
    <span className={classes.address}>
      {[...of.matchAll(/@?[^@]+/g)].map(({ 0: part, index }) => (
        <Fragment key={index}>
          <wbr />
          <span className={classes.part}>
            {[...part.matchAll(/[^.]+\.*|\.+/g)].map(({ 0: word, index }) => (
              <Fragment key={index}>
                {word}
                <wbr />
              </Fragment>
            ))}
          </span>
        </Fragment>
      ))}
    </span>
  )
}
