import { Failure } from '../api/failure.ts';
import { text } from '../api/value.ts';
import type { Handler } from '../server/world.ts';

/** Tasks that clients make for themselves, and what is done to all. */
export const task: readonly (readonly [string, Handler])[] = [
  [
    'task.create',
    ({ world }, [label, description]) => world.tasks.create(text(label), text(description)).ref,
  ],
  [
    'task.cancel',
    ({ world, db, session }, [ref]) => {
      if (session.user.role === 'read-only') {
        throw new Failure('RBAC_PERMISSION_DENIED', 'task.cancel', 'No permission in user session');
      }
      world.tasks.cancel(db.get('task', ref));
      return '';
    },
  ],
  [
    'task.destroy',
    ({ world, db }, [ref]) => {
      world.tasks.destroy(db.get('task', ref));
      return '';
    },
  ],
];
