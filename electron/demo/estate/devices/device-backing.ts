import type { Reference } from '../../wire/value.ts';

/** What a device of a specification is connected with, as it arrives. */
export interface DeviceBacking {
  readonly $type: string;
  readonly fileName?: string;
  readonly datastore?: Reference;
  readonly thinProvisioned?: boolean;
  readonly eagerlyScrub?: boolean;
  readonly diskMode?: string;
  readonly sharing?: string;
  readonly parent?: object;
  readonly deviceName?: string;
  readonly serviceURI?: string;
  readonly direction?: string;
  readonly proxyURI?: string;
  readonly network?: Reference;
  readonly port?: { readonly switchUuid: string; readonly portgroupKey?: string };
}
