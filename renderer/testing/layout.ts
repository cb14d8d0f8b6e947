/**
 * The sizes of a page that nobody lays out: every element is as large as a window, so that virtual lists show some lines and not all.
 * What jsdom has not, and the page asks for, stands here too.
 */
export const windowSize = { width: 1200, height: 600 } as const;

export function layOut(): void {
  const { width, height } = windowSize;
  define('offsetWidth', () => width);
  define('clientWidth', () => width);
  define('offsetHeight', () => height);
  define('clientHeight', () => height);
  define('scrollHeight', scrollHeight);
  Object.assign(Element.prototype, {
    getBoundingClientRect: () => new DOMRect(0, 0, width, height),
    scrollIntoView: () => undefined,
    scrollTo,
    setPointerCapture: () => undefined,
    releasePointerCapture: () => undefined,
    hasPointerCapture: () => false,
  });
  Object.assign(globalThis, { ResizeObserver: SteadyObserver, matchMedia: lightScreen });
}

/** What it holds: virtual lists say themselves how high all their lines are. */
function scrollHeight(this: HTMLElement): number {
  const heights = [...this.children].map((child) =>
    child instanceof HTMLElement ? Number.parseFloat(child.style.height) || 0 : 0,
  );
  return Math.max(windowSize.height, ...heights);
}

function define(name: string, get: (this: HTMLElement) => number): void {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get });
}

function scrollTo(this: Element, to?: ScrollToOptions | number, top?: number): void {
  if (typeof to === 'object') {
    this.scrollTop = to.top ?? this.scrollTop;
    this.scrollLeft = to.left ?? this.scrollLeft;
  } else if (to !== undefined) {
    this.scrollLeft = to;
    this.scrollTop = top ?? this.scrollTop;
  }
  this.dispatchEvent(new Event('scroll'));
}

/** Sizes never change: it tells each once, as browsers do. */
class SteadyObserver implements ResizeObserver {
  readonly #reported: ResizeObserverCallback;

  constructor(reported: ResizeObserverCallback) {
    this.#reported = reported;
  }

  observe(target: Element): void {
    const { width, height } = windowSize;
    const size = [{ inlineSize: width, blockSize: height }];
    const entry: ResizeObserverEntry = {
      target,
      contentRect: new DOMRect(0, 0, width, height),
      borderBoxSize: size,
      contentBoxSize: size,
      devicePixelContentBoxSize: size,
    };
    queueMicrotask(() => this.#reported([entry], this));
  }

  unobserve(): void {}

  disconnect(): void {}
}

function lightScreen(media: string): MediaQueryList {
  return Object.assign(new EventTarget(), {
    media,
    matches: false,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });
}
