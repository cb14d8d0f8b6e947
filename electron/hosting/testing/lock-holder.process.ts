import { lockFolder } from '../folder-lock.ts';

/** Tries to take a folder when it is asked to, says how that went, and keeps what it has until it is killed. Argument: the folder. */
const [folder = ''] = process.argv.slice(2);
process.on('message', () => {
  lockFolder(folder).then(
    ({ problem }) => process.send?.(problem ?? 'taken'),
    (error: Error) => process.send?.(error.name),
  );
});
process.send?.('ready');
