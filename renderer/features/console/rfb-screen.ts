import RFB from '@novnc/novnc';
import type { RfbChannel } from './rfb-channel.ts';
import type { Screen, ScreenEvents } from './screen.ts';

/** Shows a console by noVNC. Loaded when the first one is opened: a chunk of its own. */
export function openRfbScreen(
  target: HTMLElement,
  channel: RfbChannel,
  events: ScreenEvents,
): Screen {
  const rfb = new RFB(target, channel, { shared: true });
  rfb.viewOnly = true;
  rfb.scaleViewport = true;
  // Whether a click takes the keyboard is decided outside.
  rfb.focusOnClick = false;
  rfb.background = 'transparent';
  rfb.addEventListener('connect', () => events.shown());
  rfb.addEventListener('disconnect', ({ detail }) => {
    if (!detail.clean && channel.readyState === 'open') events.failed('garbled');
  });
  rfb.addEventListener('credentialsrequired', () => events.failed('password'));
  rfb.addEventListener('securityfailure', ({ detail }) => events.failed('refused', detail.reason));
  return new RfbScreen(rfb);
}

class RfbScreen implements Screen {
  readonly #rfb: RFB;

  constructor(rfb: RFB) {
    this.#rfb = rfb;
  }

  get viewOnly(): boolean {
    return this.#rfb.viewOnly;
  }

  set viewOnly(viewOnly: boolean) {
    this.#rfb.viewOnly = viewOnly;
  }

  get fit(): boolean {
    return this.#rfb.scaleViewport;
  }

  set fit(fit: boolean) {
    this.#rfb.scaleViewport = fit;
  }

  key(symbol: number, code: string | null, down?: boolean): void {
    this.#rfb.sendKey(symbol, code, down);
  }

  focus(): void {
    this.#rfb.focus();
  }

  blur(): void {
    this.#rfb.blur();
  }

  picture(): Promise<Blob | null> {
    return new Promise((resolve) => this.#rfb.toBlob(resolve, 'image/png'));
  }

  close(): void {
    this.#rfb.disconnect();
  }
}
