import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'
import { StayingButton } from './ui/staying-button.tsx'

const petrol: MantineColorsTuple = [
  '#e9f4f4',
  '#d3e7e8',
  '#a9d1d3',
  '#7cbabd',
  '#54a3a7',
  '#2f8a90',
  '#177379',
  '#0d6167',
  '#0b5157',
  '#083c41',
]
const gray: MantineColorsTuple = [
  '#f7f6f3',
  '#f0eeea',
  '#e6e3dd',
  '#d8d4cc',
  '#bfbab0',
  '#979389',
  '#63686b',
  '#4b5256',
  '#33393d',
  '#1d2327',
]
const dark: MantineColorsTuple = [
  '#e3e7e8',
  '#c2c9cc',
  '#a2acb1',
  '#6f7a80',
  '#3a444a',
  '#2b3338',
  '#21282c',
  '#191f22',
  '#13181a',
  '#0d1113',
]
const red: MantineColorsTuple = [
  '#fcefed',
  '#f7dbd7',
  '#eeb4ad',
  '#e58c82',
  '#dc685b',
  '#cf4b3d',
  '#b93a2d',
  '#a23025',
  '#86261d',
  '#681c15',
]
const amber: MantineColorsTuple = [
  '#fdf4e4',
  '#fae7c6',
  '#f7d697',
  '#f5c877',
  '#f3be67',
  '#f1b75f',
  '#f0b35a',
  '#f0b35a',
  '#d3933a',
  '#a87021',
]

/** What floats belongs to the main landmark: a dialog's own header is no second banner of the page. */
const inContent = { target: '#content' }

/** Calm and dense: paper and petrol, small steps of type, corners that are barely round. */
export const theme = createTheme({
  colors: { petrol, gray, dark, red, amber },
  autoContrast: true,
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  black: '#1d2327',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Roboto Mono", "Liberation Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.25rem', xl: '1.75rem' },
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '20px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: {
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.25' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.3' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.35' },
      h4: { fontSize: '0.875rem', lineHeight: '1.4' },
      h5: { fontSize: '0.8125rem', lineHeight: '1.4' },
      h6: { fontSize: '0.75rem', lineHeight: '1.4' },
    },
  },
  components: {
    Button: { defaultProps: { size: 'sm', component: StayingButton } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 120 }, portalProps: inContent } },
    Drawer: { defaultProps: { portalProps: inContent } },
    Menu: {
      defaultProps: {
        withInitialFocusPlaceholder: false,
        portalProps: inContent,
        transitionProps: { duration: 90 },
        shadow: 'md',
      },
    },
    // Who types and presses Enter means the first that was found.
    Select: {
      defaultProps: { allowDeselect: false, selectFirstOptionOnChange: true, comboboxProps: { shadow: 'md' } },
    },
    MultiSelect: { defaultProps: { selectFirstOptionOnChange: true, comboboxProps: { shadow: 'md' } } },
    Combobox: { defaultProps: { portalProps: inContent } },
    Popover: { defaultProps: { portalProps: inContent } },
  },
})

/** Only what Mantine derives by itself and we want otherwise; the desk's own colours stand in base.css. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f6f5f2',
    '--mantine-color-dimmed': '#575f64',
    '--mantine-color-placeholder': '#6b7276',
    '--mantine-color-error': '#a23025',
    '--mantine-color-anchor': '#0d6167',
  },
  dark: {
    '--mantine-color-body': '#13181a',
    '--mantine-color-dimmed': '#a2acb1',
    '--mantine-color-placeholder': '#8b959a',
    '--mantine-color-error': '#f08d82',
    '--mantine-color-anchor': '#7cc3c6',
    '--mantine-color-default': '#1d2428',
    '--mantine-color-default-hover': '#262e33',
    '--mantine-color-default-border': '#465158',
  },
})
