import { useState } from 'react';
import type { OperationForm } from '../use-operation-form.ts';
import { wizardPages, type WizardPage } from './wizard-pages.ts';

/** Where somebody is in a wizard. Behind the pages that ask stands one that says what will be done. */
export interface Wizard {
  readonly pages: readonly WizardPage[];
  /** Index of the page on screen: the number of pages for the last one, which asks nothing. */
  readonly at: number;
  /** Undefined for the last one. */
  readonly page: WizardPage | undefined;
  /** The furthest page that was reached: those before it can be gone to directly. */
  readonly reached: number;
  /** The user tried to leave this page: its fields say what they lack. */
  readonly tried: boolean;
  readonly go: (index: number) => void;
  /** Goes to the next page, if this one can be left as it is. */
  readonly next: () => void;
  /** Whether all pages can be submitted; where not, the first that cannot is shown. */
  readonly isComplete: () => boolean;
}

/** Nothing is lost on going back; which pages there are follows from what was given. */
export function useWizard({ asked, isWrong }: OperationForm): Wizard {
  const pages = wizardPages(asked);
  const [place, setPlace] = useState(0);
  const [furthest, setFurthest] = useState(0);
  const [tried, setTried] = useState(-1);
  const at = Math.min(place, pages.length);
  const page = pages[at];
  const go = (index: number): void => {
    setPlace(index);
    setFurthest((before) => Math.max(before, index));
  };
  return {
    pages,
    at,
    page,
    reached: Math.min(furthest, pages.length),
    tried: tried >= at,
    go,
    next: () => {
      setTried(Math.max(tried, at));
      if (page !== undefined && !isWrong(page.inputs)) go(at + 1);
    },
    isComplete: () => {
      const wrong = pages.findIndex(({ inputs }) => isWrong(inputs));
      if (wrong < 0) return true;
      setTried(pages.length);
      setPlace(wrong);
      return false;
    },
  };
}
