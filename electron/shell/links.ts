import type { App } from 'electron';
import type { Wish } from '#shared/model/wish.ts';
import { parseElectronOptions, wishOfLinks } from '../hosting/options.ts';

export interface LinksOptions {
  readonly app: Pick<App, 'on' | 'isPackaged' | 'setAsDefaultProtocolClient'>;
  /** Shows something. */
  readonly wish: (wish: Wish) => void;
  /** What this Moref was started with. */
  readonly argv: readonly string[];
}

/** Links of the system, and what a second Moref was started for, are shown by this one. */
export function takeLinks({ app, wish: show, argv }: LinksOptions): void {
  const take = (wish: Wish | null): void => {
    if (wish !== null) show(wish);
  };
  take(wishOfLinks(argv));
  app.on('second-instance', (_event, args: readonly string[]) => {
    take(wishOfLinks(args));
    try {
      take(parseElectronOptions(args.slice(1)).wish);
    } catch {
      // What the second one could not understand it has said itself.
    }
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    take(wishOfLinks([url]));
  });
  // Run from its sources, the program is Electron itself: it must not be made the one that opens links.
  if (app.isPackaged) app.setAsDefaultProtocolClient('moref');
}
