import classes from './brand.module.css'

/** The counter window. A proper name: the same in every language. */
export function Brand() {
  return (
    <span className={classes.brand}>
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
        <path
          d="M5 11.5a7 7 0 0 1 14 0V15H5z"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.9"
          strokeLinejoin="round"
        />
        <path d="M3 18.6h18" stroke="#f0b35a" strokeWidth="2.4" strokeLinecap="round" />
        <path d="M9.4 11.6h5.2" stroke="currentColor" strokeWidth="1.9" strokeLinecap="round" />
      </svg>
      <span className={classes.name}>Ventanilla</span>
    </span>
  )
}
