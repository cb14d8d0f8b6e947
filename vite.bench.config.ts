import { readdirSync } from 'node:fs';
import { defineConfig } from 'vite';

/** The benchmarks, and the server that they measure against, bundled as the product is. */
const names = readdirSync('bench').filter((name) => /\.(bench|process)\.ts$/.test(name));

export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true, external: ['@playwright/test'] },
  json: { stringify: true },
  build: {
    ssr: true,
    outDir: 'dist/bench',
    emptyOutDir: true,
    target: 'node24',
    sourcemap: true,
    rolldownOptions: {
      input: Object.fromEntries(names.map((name) => [name.replace(/\.ts$/, ''), `bench/${name}`])),
      external: ['bufferutil', 'utf-8-validate', 'playwright', 'playwright-core'],
      output: {
        format: 'esm',
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
      },
    },
  },
});
