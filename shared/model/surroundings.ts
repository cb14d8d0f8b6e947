/** How the computer stands on which Moref runs. */
export interface Surroundings {
  /** It sleeps, or is about to. */
  readonly suspended: boolean;
  readonly onBattery: boolean;
  /** It has no network at all. */
  readonly offline: boolean;
}

export type SurroundingsChange = Partial<Surroundings>;
