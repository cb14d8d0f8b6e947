/** What whoever starts Moref, or opens a link, wants to see. */
export interface Wish {
  /** A server to connect to, by its address or its name. */
  readonly connect?: string;
  /** An object to select: a link, or its name. */
  readonly select?: string;
  /** A search to show as a list. */
  readonly search?: string;
}
