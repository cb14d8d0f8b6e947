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
  readonly measure?: AlertMeasure;
  /** The object that it is about. */
  readonly target?: Ref;
  readonly targetName?: string;
  /** Somebody has taken notice: it stays until its cause is gone, and asks for nothing. */
  readonly acknowledged?: AlertNotice;
}

/** What an alert goes by that watches a value or a state. */
export interface AlertMeasure {
  /** As it is now, or was when it was reported: `CPU usage 97 %`. Absent where the server does not tell. */
  readonly value?: Text;
  /** The value is followed and holds since the alert's time; otherwise it is what was reported then. */
  readonly isLive?: true;
  /** What the value has passed: `threshold 90 %`. */
  readonly threshold?: Text;
  /** All limits of the definition: `CPU usage above 75 % (warning) or 90 % (critical) for 5 min`. */
  readonly definition?: Text;
}

/** Who took notice of an alert, and when (milliseconds since 1970), as far as the server tells. */
export interface AlertNotice {
  readonly by?: string;
  readonly time?: number;
}

/** What a provider knows of an alert: all but how its target is called. */
export type ProviderAlert = Omit<Alert, 'targetName'>;

/** It asks for somebody: it is more than information, and nobody has taken notice. These are counted, wherever alerts are. */
export function isOpenAlert({
  severity,
  acknowledged,
}: Pick<Alert, 'severity' | 'acknowledged'>): boolean {
  return severity !== 'info' && acknowledged === undefined;
}
