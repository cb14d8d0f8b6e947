import type { Locator } from '@playwright/test';

interface Watching {
  morefUntilActions?: Promise<number>;
}

/**
 * Milliseconds from a key in an element that selects many objects until the bar of actions says what can be done with them, seen frame by
 * frame.
 */
export async function untilActions(element: Locator, key: string): Promise<number> {
  // Who only asks for the time would have pressed the key before anybody listens.
  await element.evaluate((listening) => {
    const { promise, resolve } = Promise.withResolvers<number>();
    (globalThis as Watching).morefUntilActions = promise;
    const begin = (): void => {
      const started = performance.now();
      const look = (): void => {
        const title = document.querySelector('.object-name')?.textContent ?? '';
        const actions = document.querySelectorAll('[role=toolbar].action-bar button').length;
        // Of what was selected before, another title says what it is.
        if (title.endsWith('objects selected') && actions > 1) resolve(performance.now() - started);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    listening.addEventListener('keydown', begin, { once: true, capture: true });
  });
  await element.press(key);
  return element.evaluate(() => (globalThis as Watching).morefUntilActions ?? Promise.reject());
}
