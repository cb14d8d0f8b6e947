import { createTheme, type Theme, type ThemeOptions } from '@mui/material/styles';

export type Appearance = 'light' | 'dark';

const palettes = {
  light: {
    primary: { main: '#0b5cc4' },
    error: { main: '#c01f2e' },
    warning: { main: '#8f5400' },
    success: { main: '#0d7035' },
    background: { default: '#ffffff', paper: '#ffffff' },
    text: { primary: '#1a1f29', secondary: '#545d6d' },
    divider: '#d5d9e0',
  },
  dark: {
    primary: { main: '#6ea8fe' },
    error: { main: '#ff9095' },
    warning: { main: '#f0b350' },
    success: { main: '#5ccb82' },
    background: { default: '#171a20', paper: '#242933' },
    text: { primary: '#e6e9ef', secondary: '#a8b1c0' },
    divider: '#343b47',
  },
} as const;

const components: NonNullable<ThemeOptions['components']> = {
  MuiButton: {
    defaultProps: { size: 'small', disableElevation: true },
    styleOverrides: { root: { whiteSpace: 'nowrap' } },
  },
  MuiButtonBase: { defaultProps: { disableRipple: true } },
  MuiIconButton: { defaultProps: { size: 'small' } },
  MuiTextField: { defaultProps: { size: 'small', fullWidth: true, margin: 'dense' } },
  MuiCheckbox: { defaultProps: { size: 'small' } },
  MuiMenuItem: {
    defaultProps: { dense: true },
    styleOverrides: { root: { minHeight: 28, fontSize: 13 } },
  },
  MuiTooltip: {
    defaultProps: { enterDelay: 400, arrow: true },
    styleOverrides: { tooltip: { fontSize: 12, maxWidth: 420 } },
  },
  MuiAlert: {
    styleOverrides: {
      root: { fontSize: 13, padding: '2px 12px', overflowWrap: 'anywhere' },
      message: { minWidth: 0 },
    },
  },
  // No lighter ground for what stands above: a line sets it apart.
  MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
  MuiDialog: { styleOverrides: { paper: { border: '1px solid var(--line)' } } },
  MuiTab: { styleOverrides: { root: { minHeight: 34, padding: '6px 14px' } } },
  MuiTabs: { styleOverrides: { root: { minHeight: 34 } } },
  MuiDialogTitle: { styleOverrides: { root: { fontSize: 17, fontWeight: 600 } } },
};

/** The component library in Moref's density: administrators read much at once. */
export function muiTheme(appearance: Appearance): Theme {
  return createTheme({
    palette: { mode: appearance, ...palettes[appearance] },
    typography: {
      fontFamily: 'var(--font)',
      fontSize: 13,
      htmlFontSize: 16,
      body1: { fontSize: 13 },
      body2: { fontSize: 13 },
      button: { textTransform: 'none', fontWeight: 500 },
    },
    shape: { borderRadius: 6 },
    // A tool for work: what changes is there at once.
    transitions: { create: () => 'none' },
    components,
  });
}
