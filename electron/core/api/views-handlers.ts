import { text } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import { objectKey } from '#shared/model/reference.ts';
import { RefGroups } from '#shared/model/selection.ts';
import { inSlices } from '../in-slices.ts';
import { feedGroups } from '../query/feed-groups.ts';
import { feedMatches } from '../query/feed-matches.ts';
import { findInView, lineOf } from '../query/find-in-view.ts';
import { liveValues } from '../query/values/live-values.ts';
import { NameOrder } from '../query/order/name-order.ts';
import { openView, type OpenedView } from '../query/open-view.ts';
import type { CallHandlers, FeedHandlers, SearchingDeps } from './deps.ts';

/** @throws MorefException `missing` */
function existing(view: OpenedView | undefined): OpenedView {
  if (view !== undefined) return view;
  throw new MorefException({ kind: 'missing', message: text('list.closed') });
}

/** Live lists of objects. A view lives as long as its feed; calls name it by the id that the page gave it. */
export function viewHandlers(deps: SearchingDeps) {
  const { clock, sources } = deps;
  const breathe = (): Promise<void> => deps.breathe();
  const order = new NameOrder(sources, breathe);
  const open = new Map<string, OpenedView>();
  const opened = (id: string): OpenedView => existing(open.get(id));
  const calls = {
    'views.move': ({ view, window }) => opened(view).window.move(window),
    'views.fold': ({ view, folded }) => opened(view).window.fold(folded),
    'views.hold': ({ view, held }) => opened(view).view.hold(held),
    'views.place': ({ view, object }) => lineOf(opened(view), object),
    'views.keys': ({ view, from, count }) =>
      opened(view).window.entries(from, count).map(objectKey),
    'views.all': async ({ view }, { signal }) => {
      const groups = new RefGroups();
      const entries = [...opened(view).view.entries()];
      await inSlices(entries, { breathe, signal }, (entry) => groups.add(entry));
      return groups.all;
    },
    'views.rows': ({ view, from, count }) => opened(view).window.rows(from, count),
    'views.find': ({ view, begins, from }) => findInView(opened(view), begins, from),
    'query.values': (asked, { signal }) =>
      liveValues(sources, asked, { breathe, signal, now: clock.now() }),
  } satisfies Partial<CallHandlers>;
  const feeds = {
    matches: (request, sink) => feedMatches(request, sink, { sources, order, clock, breathe }),
    groups: (request, sink) => feedGroups(request, sink, { sources, clock, breathe }),
    view: ({ view: id, ...request }, sink) => {
      open.get(id)?.close();
      const now = openView(request, sink, { sources, order, clock, breathe });
      open.set(id, now);
      return () => {
        now.close();
        if (open.get(id) === now) open.delete(id);
      };
    },
  } satisfies Partial<FeedHandlers>;
  return { calls, feeds };
}
