import { copyFileSync, existsSync } from 'node:fs';
import process from 'node:process';
import { guideImages } from './lib/guide.mjs';
import { fromRoot } from './lib/paths.mjs';

/** Takes the pictures of the user guide from what the last run of the journeys left (`npm run e2e`). */
let missing = 0;
for (const name of guideImages()) {
  const screen = fromRoot(`test-results/screens/${name}`);
  if (existsSync(screen)) copyFileSync(screen, fromRoot(`docs/guide/images/${name}`));
  else {
    missing += 1;
    console.error(`No journey left ${name}.`);
  }
}
process.exit(missing === 0 ? 0 : 1);
