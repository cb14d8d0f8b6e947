import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page. Everything it loads is a file beside it: the content security policy allows nothing inline. */
export default defineConfig({
  root: 'renderer',
  base: './',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome128',
    // The polyfill would be an inline helper; no browser that runs the page needs it.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
  },
});
