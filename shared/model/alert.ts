import type { Text } from '../i18n/text.ts';
import type { Ref } from './reference.ts';

/** How much an alert matters, worst first: data may be lost, services may fail, a service may suffer, something got better, information. */
export const alertSeverities = ['critical', 'major', 'warning', 'minor', 'info'] as const;
export type AlertSeverity = (typeof alertSeverities)[number];

/** Something that a server wants an administrator to know, until somebody dismisses it. */
export interface Alert {
  readonly ref: Ref;
  readonly severity: AlertSeverity;
  /** In words: `High availability: host failed`. */
  readonly title: Text;
  /** The server's own name for it: `HA_HOST_FAILED`. */
  readonly name: string;
  /** What else the server says, in lines. */
  readonly text?: Text;
  /** Milliseconds since 1970, by the server's clock. */
  readonly time: number;
  /** The object that it is about. */
  readonly target?: Ref;
  readonly targetName?: string;
  /** Somebody has taken notice: it stays until its cause is gone, and asks for nothing. */
  readonly acknowledged?: AlertNotice;
}

/** Who took notice of an alert, and when (milliseconds since 1970), as far as the server tells. */
export interface AlertNotice {
  readonly by?: string;
  readonly time?: number;
}

/** What a provider knows of an alert: all but how its target is called. */
export type ProviderAlert = Omit<Alert, 'targetName'>;
