import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Link, LinkStatus } from './link.ts';

export const LinkContext = createContext<Link | null>(null);

/** The link of this page. @throws Error outside of the provider, which is a programming mistake */
export function useLink(): Link {
  const link = useContext(LinkContext);
  if (link === null) throw new Error('useLink needs a LinkContext above it');
  return link;
}

export function useLinkStatus(): LinkStatus {
  return useStore(useLink().status);
}
