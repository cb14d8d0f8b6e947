import type { RunItemState } from '#shared/model/run.ts';
import type { IconName } from '../../ui/icons/icon-paths.ts';

/** Signs of how an object of a run stands. Cancelled is not failed, and not red. */
export const runIcons: Readonly<Record<RunItemState, IconName>> = {
  waiting: 'clock',
  running: 'refresh',
  done: 'check',
  skipped: 'cancel',
  failed: 'alert',
  cancelled: 'cancel',
  unknown: 'help',
};
