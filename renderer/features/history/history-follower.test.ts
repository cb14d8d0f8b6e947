import { expect, it } from 'vitest';
import type { HistoryEntry, HistoryPage } from '#shared/model/history.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { Link, ParamsOf } from '../../bridge/link.ts';
import { noHistoryFilter } from '../../state/history/history-filter.ts';
import { HistoryFollower, type HistoryView } from './history-follower.ts';

type Asked = ParamsOf<'history.page'>;

const entry = (n: number, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
  key: `event-${n}`,
  kind: 'event',
  severity: 'info',
  time: n,
  type: 'Event',
  title: `${n}`,
  text: '',
  ...more,
});

function follow(answer: (asked: Asked) => HistoryPage, servers: readonly string[] = ['one']) {
  const asked: Asked[] = [];
  let view: HistoryView = { lines: [], loading: false, errors: [] };
  const call = (_name: string, params: Asked): Promise<HistoryPage> => {
    asked.push(params);
    return Promise.resolve(answer(params));
  };
  const follower = new HistoryFollower({
    link: { call } as unknown as Link,
    scopes: servers.map((connection) => ({ connection: connection as ConnectionId })),
    filter: noHistoryFilter,
    language: 'en',
    now: () => 1000,
    changed: (next) => (view = next),
  });
  return { follower, asked, titles: () => view.lines.map(({ title }) => title), view: () => view };
}

it('reads only the server on that ends first, and shows nothing with a gap behind it', async () => {
  const { follower, asked, titles } = follow(
    ({ connection, before }) => {
      if (connection !== ('one' as ConnectionId)) return { entries: [entry(50), entry(3)] };
      return before === undefined
        ? { entries: [entry(60), entry(40)], next: 40 }
        : { entries: [entry(40), entry(20)] };
    },
    ['one', 'two'],
  );
  await follower.older();
  expect(titles()).toEqual(['60', '50', '40']);
  await follower.older();
  expect(titles()).toEqual(['60', '50', '40', '20', '3']);
  expect(asked.map(({ connection, before }) => [connection, before])).toEqual([
    ['one', undefined],
    ['two', undefined],
    ['one', 40],
  ]);
});

it('asks for what is new by the mark, and looks at running tasks until they end', async () => {
  let running = true;
  const task = (): HistoryEntry =>
    entry(5, { kind: 'task', key: 'Task:5', state: running ? 'running' : 'success' });
  const { follower, asked, view } = follow(() => ({ entries: [task(), entry(7)], mark: 'm' }));
  await follower.older();
  await follower.newer();
  expect(asked.at(-1)).toMatchObject({ from: 5 });
  expect(asked.at(-1)).not.toHaveProperty('mark');
  running = false;
  await follower.newer();
  expect(view().lines.find(({ kind }) => kind === 'task')?.state).toBe('success');
  await follower.newer();
  expect(asked.at(-1)).toMatchObject({ from: 7, mark: 'm' });
});

it('begins anew where more is new than one page holds', async () => {
  let burst = false;
  const { follower, titles, view } = follow(() =>
    burst ? { entries: [entry(90), entry(80)], next: 80 } : { entries: [entry(2), entry(1)] },
  );
  await follower.older();
  burst = true;
  await follower.newer();
  expect(titles()).toEqual(['90', '80']);
  expect(view().next).toBe(80);
});
