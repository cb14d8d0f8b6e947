import { defineConfig } from 'vite';

/**
 * The two hosts with the core and the demo estate. All libraries are bundled, so that the packaged program holds no
 * node_modules; what stays outside is Electron itself and the native add-ons that ws can do without.
 */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true },
  json: { stringify: true },
  build: {
    ssr: true,
    outDir: 'dist/electron',
    emptyOutDir: true,
    target: 'node24',
    sourcemap: true,
    rolldownOptions: {
      input: { main: 'electron/main.ts', browser: 'electron/browser.ts' },
      external: ['electron', 'bufferutil', 'utf-8-validate'],
      output: {
        format: 'esm',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
      },
    },
  },
});
