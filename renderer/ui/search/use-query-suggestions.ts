import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import {
  liveSuggestions,
  suggest,
  type LiveValues,
  type Suggestion,
  type Suggestions,
} from '#shared/query/suggest.ts';
import { inWords } from '../../i18n/translate.ts';
import { choosing } from './query-choice.ts';

export interface QuerySuggestionsOptions {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly values: (asked: LiveValues, signal: AbortSignal) => Promise<readonly string[]>;
}

export interface SuggestionList {
  readonly open: boolean;
  readonly items: readonly Suggestion[];
  /** The one that the keyboard is on; −1 for none. */
  readonly active: number;
  readonly typed: (text: string) => void;
  /** The caret may have moved. */
  readonly look: () => void;
  readonly close: () => void;
  readonly choose: (place: number) => void;
  /** False if the key means nothing to the suggestions. */
  readonly press: (event: KeyboardEvent) => boolean;
}

/** Milliseconds that the core is left alone after a key: nobody reads suggestions for half a word. */
const pause = 120;
/** A single letter begins too much to be suggested for without being asked. */
const fewest = 2;

const nothing: Suggestions = { at: { from: 0, to: 0 }, items: [] };

/** What to suggest at the caret of a search that is being typed, and what keys do to it. */
export function useQuerySuggestions(options: QuerySuggestionsOptions): SuggestionList {
  const { value, onChange, input } = options;
  const list = useOpenList();
  const placed = useCaret(input);
  const { at, active } = list;
  const { found, items } = useItems(options, at);
  const caretNow = (): number => input.current?.selectionStart ?? value.length;
  const choose = (place: number): void => {
    const item = items[place];
    if (item === undefined) return;
    const { text, caret } = choosing(value, found.at, item);
    onChange(text);
    placed(caret);
    if (item.is === 'field') list.show(caret, true);
    else list.close();
  };
  return {
    open: items.length > 0,
    items,
    active,
    typed: (text) => {
      onChange(text);
      if (text === '') list.close();
      else list.show(caretNow(), false);
    },
    look: () => {
      if (at !== null && at.caret !== caretNow()) list.close();
    },
    close: list.close,
    choose,
    press: (event) =>
      pressOn(event, {
        ...list,
        count: items.length,
        choose,
        open: () => list.show(caretNow(), true),
      }),
  };
}

/** What fits at the caret, and what of it is worth being shown. */
function useItems({ value, values }: QuerySuggestionsOptions, at: OpenList['at']) {
  const found =
    at === null ? nothing : suggest(value, Math.min(at.caret, value.length), { inWords });
  const live = useLiveSuggestions(found.live, values);
  return { found, items: at === null ? [] : shown(value, found, live, at.asked) };
}

interface OpenList {
  /** Null: the list is closed. `asked`: the user opened it, also where little was typed. */
  readonly at: { readonly caret: number; readonly asked: boolean } | null;
  readonly active: number;
  readonly setActive: (place: number) => void;
  readonly show: (caret: number, asked: boolean) => void;
  readonly close: () => void;
}

/** For which place of the text the list is open, and the line that the keyboard is on. */
function useOpenList(): OpenList {
  const [at, setAt] = useState<OpenList['at']>(null);
  const [active, setActive] = useState(-1);
  const turn = (next: OpenList['at']): void => {
    setAt(next);
    setActive(-1);
  };
  return {
    at,
    active,
    setActive,
    show: (caret, asked) => turn({ caret, asked }),
    close: () => turn(null),
  };
}

interface Pressed {
  /** Suggestions that are shown. */
  readonly count: number;
  readonly active: number;
  readonly setActive: (place: number) => void;
  readonly choose: (place: number) => void;
  readonly close: () => void;
  readonly open: () => void;
}

/** Keys as WAI-ARIA has them for an editable combobox: what was typed stays the answer until an option is chosen. */
function pressOn(event: KeyboardEvent, now: Pressed): boolean {
  if (asksForList(event)) now.open();
  else if (now.count === 0) return false;
  else if (takesChoice(event, now.active)) now.choose(now.active);
  else if (!pressInList(event.key, now)) {
    if (event.key === 'Enter') now.close();
    return false;
  }
  event.preventDefault();
  event.stopPropagation();
  return true;
}

function asksForList({ key, ctrlKey, altKey }: KeyboardEvent): boolean {
  return (key === ' ' && ctrlKey) || (key === 'ArrowDown' && altKey);
}

function takesChoice({ key, shiftKey }: KeyboardEvent, active: number): boolean {
  return active >= 0 && (key === 'Enter' || (key === 'Tab' && !shiftKey));
}

/** Past either end stands what was typed. False if the key is none of the list's. */
function pressInList(key: string, { count, active, setActive, close }: Pressed): boolean {
  if (key === 'ArrowDown') setActive(active + 1 >= count ? -1 : active + 1);
  else if (key === 'ArrowUp') setActive(active < 0 ? count - 1 : active - 1);
  else if (key === 'Escape') close();
  else return false;
  return true;
}

/** What is worth being shown: not what stands there already. */
function shown(
  value: string,
  { at, items }: Suggestions,
  live: readonly Suggestion[],
  asked: boolean,
): readonly Suggestion[] {
  const typed = value.slice(at.from, at.to);
  const inValue = live.length > 0 || items.some(({ is }) => is !== 'field');
  if (!asked && !inValue && typed.length < fewest) return [];
  const known = new Set(items.map(({ text }) => text));
  const all = [...items, ...live.filter(({ text }) => !known.has(text))];
  return all.length === 1 && all[0]?.text === typed ? [] : all;
}

interface LiveAnswer {
  readonly asked: LiveValues;
  readonly found: readonly string[];
}

function useLiveSuggestions(
  asked: LiveValues | undefined,
  values: QuerySuggestionsOptions['values'],
): readonly Suggestion[] {
  const key = asked === undefined ? '' : JSON.stringify(asked);
  const [answer, setAnswer] = useState<LiveAnswer>();
  useEffect(() => {
    if (key === '') return undefined;
    const question = JSON.parse(key) as LiveValues;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      void values(question, stop.signal).then((found) => {
        if (!stop.signal.aborted) setAnswer({ asked: question, found });
      });
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [key, values]);
  return asked === undefined || answer === undefined ? none : fitting(answer, asked);
}

const none: readonly Suggestion[] = [];

/** Until the core has answered a further key, those of the last answer that fit it stand: the list must not flash. */
function fitting({ asked: before, found }: LiveAnswer, asked: LiveValues): readonly Suggestion[] {
  if (before.field !== asked.field || before.wants !== asked.wants) return none;
  if (before.begins === asked.begins) return liveSuggestions(found, asked.wants);
  const typed = asked.begins.toLowerCase();
  const still = found.filter((one) => one.toLowerCase().includes(typed));
  return liveSuggestions(still, asked.wants);
}

/** Puts the caret where it belongs once the new text is in the field. */
function useCaret(input: RefObject<HTMLInputElement | null>): (caret: number) => void {
  const wanted = useRef<number>(undefined);
  useLayoutEffect(() => {
    const caret = wanted.current;
    if (caret === undefined) return;
    wanted.current = undefined;
    input.current?.focus();
    input.current?.setSelectionRange(caret, caret);
  });
  return (caret) => {
    wanted.current = caret;
  };
}
