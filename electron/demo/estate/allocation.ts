/** Reservation, limit and shares of a VM or a pool, in MHz or MB. */
export interface Allocation {
  readonly reservation: number;
  readonly expandable: boolean;
  /** -1: none. */
  readonly limit: number;
  readonly level: 'low' | 'normal' | 'high' | 'custom';
  /** Counts for level `custom`. */
  readonly shares: number;
}
