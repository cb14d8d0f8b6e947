import type { Texts } from '../catalogue.ts';

export const factsMessages = {
  'fact.tools.running': 'running',
  'fact.tools.starting': 'starting',
  'fact.tools.old': 'running, outdated',
  'fact.tools.notRunning': 'not running',
  'fact.tools.notInstalled': 'not installed',
  'note.question': 'Waiting for an answer',
  'note.consolidation': 'Disks need consolidation',
  'note.notResponding': 'Not responding',
  'note.haOff': 'HA is off',
  'note.paused': 'Paused',
  'note.restart': 'Needs a restart',
  'note.haOvercommitted': 'High availability cannot keep its promise',
  'note.missing': 'Missing from its storage',
  'note.notAttached': 'Not attached to all hosts',
} as const satisfies Texts;
