import type { Family } from '#shared/model/profile.ts';
import type { Provider } from './provider.ts';
import { vsphere } from './vsphere/provider.ts';
import { xenserver } from './xenserver/provider.ts';

/** The families of servers that Moref speaks to. */
export const providers: Readonly<Partial<Record<Family, Provider>>> = { vsphere, xenserver };
