import { readFile, writeFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { provideChromium } from './lib/chromium.mjs';
import { fromRoot } from './lib/paths.mjs';

/** Draws assets/icons/icon.png from icon.svg; electron-builder makes every platform's form of it. */
const size = 1024;
const provided = await provideChromium();
if ('missing' in provided) throw new Error(provided.missing);
const executablePath = provided.env['MOREF_CHROMIUM'];
const browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
const page = await browser.newPage({ viewport: { width: size, height: size } });
const svg = await readFile(fromRoot('assets/icons/icon.svg'), 'utf8');
await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px}</style>${svg}`);
await writeFile(fromRoot('assets/icons/icon.png'), await page.screenshot({ omitBackground: true }));
await browser.close();
