import { useMediaQuery } from '@mantine/hooks'

/** Too narrow for two things side by side; the style sheets say the same. */
const PHONE = '(max-width: 48em)'

export const isPhone = () => window.matchMedia(PHONE).matches
export const usePhone = () => useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false })
