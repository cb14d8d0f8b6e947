import type { OperationOffer } from '#shared/model/operation.ts';
import type { TaskKey } from '#shared/model/task.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { awaitMade } from '../../state/tasks/made.ts';

/** An operation was started: its dialog closes, and what it makes is selected when it is there. */
export function closeStarted({ group }: OperationOffer, task: TaskKey | null): void {
  closeDialog();
  if (group === 'create' && task !== null) awaitMade(task);
}
