import { useSyncExternalStore } from 'react';
import type { Appearance } from './mui-theme.ts';

const query = '(prefers-color-scheme: dark)';

/** What the user chose, with "like the system" resolved and followed live. */
export function useAppearance(choice: 'system' | Appearance): Appearance {
  const systemIsDark = useSyncExternalStore(subscribe, () => matchMedia(query).matches);
  if (choice !== 'system') return choice;
  return systemIsDark ? 'dark' : 'light';
}

function subscribe(listener: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}
