import { Fragment } from 'react'
import classes from './address.module.css'

/** An address on as many lines as it needs, broken before its @ and behind its dots; within a word only where nothing else helps. */
export function Address({ of }: { of: string }) {
  return (
    <span className={classes.address}>
      {[...of.matchAll(/@?[^@.]*\.*/g)].map(({ 0: part, index }) => (
        <Fragment key={index}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </span>
  )
}
