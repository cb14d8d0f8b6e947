/** What a guest is. */
export interface GuestFacts {
  /** As the host calls it. */
  readonly name: string;
  /** `Debian GNU/Linux 13` */
  readonly system: string;
  readonly address: string | undefined;
}
