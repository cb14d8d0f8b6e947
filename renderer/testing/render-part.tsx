import '@testing-library/jest-dom/vitest';
import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { act, cleanup, configure, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { Fragment, StrictMode, type ReactElement, type ReactNode } from 'react';
import { afterEach, expect, vi } from 'vitest';
import type { LanguageChoice } from '#shared/i18n/language.ts';
import { createQueryClient } from '../bridge/use-call.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { Providers } from '../providers.tsx';
import { Feeds } from '../shell/feeds.tsx';
import { useWorkspace } from '../state/workspace/workspace.ts';
import { FakeCore } from './fake-core.ts';
import type { Answers } from './answers.ts';
import { layOut } from './layout.ts';
import { resetPageState } from './page-state.ts';

layOut();
configure({
  // What is waited for is there in no time, but not on a machine that does much else.
  asyncUtilTimeout: 60_000,
  // What was looked for, and what a person would read instead; markup of a whole page helps nobody.
  getElementError: (message, container) =>
    new Error(
      `${(message ?? '').slice(0, 1500)}\n\nOn screen: ${container.textContent.slice(0, 3000)}`,
    ),
});

// On a machine that does much else, what takes a second takes twenty.
vi.setConfig({ testTimeout: 120_000 });

/**
 * Styles of the component library that no document has: jsdom would try every one of them on every element whose role is looked for,
 * which takes two thirds of a test's time. Nothing is laid out here anyway.
 */
const looseStyles = createCache({ key: 'loose', container: document.createElement('div') });

const cores = new Set<FakeCore>();

afterEach(() => {
  cleanup();
  const unanswered = [...cores].flatMap((core) => core.unanswered);
  cores.clear();
  resetPageState();
  expect(unanswered, 'calls of the page that the test has no answer to').toEqual([]);
});

export interface PartOptions {
  /** The core behind the part; one that has no servers unless given. */
  readonly core?: FakeCore;
  /** Answers of a core that is made for this. */
  readonly answers?: Answers;
  readonly language?: LanguageChoice;
  /** False: without React's second try of every effect, which asks twice, and in which a popover gives back the focus that it got. */
  readonly strict?: boolean;
}

export interface RenderedPart {
  readonly core: FakeCore;
  readonly user: UserEvent;
  readonly container: HTMLElement;
  /** Until all that was asked is answered and drawn: before a test says that something does not happen. */
  readonly settle: () => Promise<void>;
  /** Takes the part away, as a page does that shows something else. */
  readonly unmount: () => void;
  readonly rerender: (part: ReactNode) => void;
}

/**
 * Shows a part of the page in all that the page gives to it: theme, language, link, and the stores that its feeds fill. Resolves once what
 * the core reported at first is on screen.
 */
export async function renderPart(
  part: ReactNode,
  { answers, core = new FakeCore(answers), language = 'en', strict = true }: PartOptions = {},
): Promise<RenderedPart> {
  cores.add(core);
  useWorkspace.setState({ language });
  const queries = createQueryClient();
  const Mode = strict ? StrictMode : Fragment;
  const around = (shown: ReactNode): ReactElement => (
    <Mode>
      <Providers link={core.link} queries={queries} nonce="">
        <Spoken>
          <CacheProvider value={looseStyles}>
            <Feeds />
            {shown}
          </CacheProvider>
        </Spoken>
      </Providers>
    </Mode>
  );
  const user = userEvent.setup();
  // Whatever a page shows, its link stands before that.
  await core.settled();
  const { container, unmount, rerender } = render(around(part));
  const settle = async (): Promise<void> => {
    let before: number;
    do {
      before = core.traffic;
      await act(() => core.settled());
      // What was drawn by now may ask in its turn.
      await act(() => core.settled());
    } while (core.traffic !== before);
  };
  await settle();
  return { core, user, container, settle, unmount, rerender: (next) => rerender(around(next)) };
}

function Spoken({ children }: { readonly children: ReactNode }): ReactNode {
  useLanguage(useWorkspace((state) => state.language));
  return children;
}
