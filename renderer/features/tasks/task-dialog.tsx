import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Link from '@mui/material/Link';
import { useState, type ReactElement } from 'react';
import { type Task, type TaskKey } from '#shared/model/task.ts';
import { copyText } from '../../actions/copy.ts';
import { useLink } from '../../bridge/link-context.ts';
import { t } from '../../i18n/translate.ts';
import { useNow } from '../../state/clock.ts';
import { serverName, useConnection } from '../../state/servers/connections.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { outcomeOf } from '../../state/tasks/task-filter.ts';
import { useTask } from '../../state/tasks/task-store.ts';
import { ErrorFacts } from '../../ui/dialogs/error-details.tsx';
import { Said } from '../../ui/said.tsx';
import {
  cancelTask,
  goToMade,
  goToTarget,
  whyNotToCancel,
  whyNotToGo,
  whyNotToGoToMade,
} from './line-actions.ts';
import { titleOf } from './long-tasks.ts';
import { taskFacts, taskText } from './task-text.ts';

/** A task with all that is known of it, live. */
export function TaskDialog({ taskKey }: { readonly taskKey: TaskKey }): ReactElement {
  const live = useTask(taskKey);
  const [last, setLast] = useState(live);
  // A task that leaves the list stays readable.
  if (live !== undefined && live !== last) setLast(live);
  const task = live ?? last;
  return (
    <Dialog
      open
      onClose={closeDialog}
      fullWidth
      maxWidth="sm"
      aria-labelledby="task-title"
      transitionDuration={0}
    >
      <DialogTitle id="task-title">
        {task === undefined ? t('tasks.gone') : titleOf(task)}
      </DialogTitle>
      {task === undefined ? (
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button variant="contained" autoFocus onClick={closeDialog}>
            {t('common.close')}
          </Button>
        </DialogActions>
      ) : (
        <Details task={task} />
      )}
    </Dialog>
  );
}

function Details({ task }: { readonly task: Task }): ReactElement {
  const status = useConnection(task.connection);
  const link = useLink();
  const now = useNow();
  const server = status === undefined ? task.connection : serverName(status);
  return (
    <>
      <DialogContent>
        {task.error !== undefined && (
          <p className={`task-message selectable outcome-${outcomeOf(task)}`}>
            <Said text={task.error.message} />
          </p>
        )}
        <dl className="task-facts selectable">
          {taskFacts(task, server, now).map(({ label, value, isOwn, native, object }) => (
            <div key={label} className="task-fact">
              <dt>{label}</dt>
              <dd
                className={native === true ? 'mono' : ''}
                translate={isOwn === true ? 'no' : undefined}
              >
                {object !== undefined && whyNotToGoToMade(task) === undefined ? (
                  <Link component="button" onClick={() => goToMade(task)}>
                    {value}
                  </Link>
                ) : (
                  value
                )}
              </dd>
            </div>
          ))}
        </dl>
        {task.error !== undefined && (
          <>
            <h3 className="task-facts-title">{t('tasks.fact.error')}</h3>
            <ErrorFacts error={task.error} />
          </>
        )}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button color="inherit" onClick={() => void copyText(taskText(task, server, now))}>
          {t('common.copyDetails')}
        </Button>
        {whyNotToCancel(task) === undefined && (
          <Button color="inherit" onClick={() => cancelTask(link, task.key)}>
            {t('tasks.cancel')}
          </Button>
        )}
        {whyNotToGo(task) === undefined && (
          <Button color="inherit" onClick={() => goToTarget(task)}>
            {t('tasks.go')}
          </Button>
        )}
        <Button variant="contained" autoFocus onClick={closeDialog}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </>
  );
}
