import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { obey, offer } from './control.ts';

/**
 * Runs the built Electron entry under plain Node, with the stand-in in the place of the module `electron`.
 * Arguments: the program's folder, and what the program is given.
 */
const [root = '', ...args] = process.argv.slice(2);
process.env['STAND_IN_ROOT'] = root;
const standIn = new URL('./electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});
// As a program finds it that Electron runs from its sources.
process.argv.splice(1, process.argv.length, root, ...args);
offer('process', {
  throw: () =>
    void setImmediate(() => {
      throw new Error('thrown by the journey');
    }),
});
obey();
const { app } = await import('./electron.ts');
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => app.quit());
await import(pathToFileURL(join(root, 'dist/electron/main.js')).href);
app.becomeReady();
