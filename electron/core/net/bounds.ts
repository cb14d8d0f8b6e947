const KiB = 1024;
const MiB = 1024 * KiB;
const GiB = 1024 * MiB;

/**
 * What an answer of any server may cost: the one place that says it, and `docs/bounds.md` is its table. Each has room for an estate
 * of 100,000 objects many times over; what is beyond ends the answer with an error that says so, and never the program.
 */
export const BOUNDS = {
  /** Bytes of an answer, decompressed, that is taken apart while it arrives. */
  streamedBytes: 8 * GiB,
  /** Bytes of an answer, decompressed, that is there as a whole when it is used. */
  answerBytes: 128 * MiB,
  /** Bytes of a list of versions, and of the page that explains a refusal. */
  smallBytes: MiB,
  /** Bytes of all headers of an answer. */
  headerBytes: 64 * KiB,
  /** Cookies that a server may leave. */
  cookies: 50,
  /** Encodings that lie over each other in Content-Encoding. */
  encodings: 3,
  /** How much larger decompressed bytes may be than those that came; looked at from `inflatedBytes` on. */
  inflation: 400,
  inflatedBytes: 64 * MiB,
  /** Share of the memory that JavaScript may have beyond which no long answer is read on. */
  heapShare: 0.85,
  /** Levels of elements, structures, lists. */
  depth: 256,
  /** Bytes of one text, tag or JSON value that is taken apart in one go. */
  pieceBytes: 32 * MiB,
  /** Elements of XML in an answer that is taken apart while it arrives. */
  streamedElements: 400_000_000,
  /** Elements of XML, or values of JSON, in an answer that is there as a whole. */
  elements: 5_000_000,
  /** Answers of one list that is read page by page. */
  pages: 100_000,
  /** Pages in a row that bring nothing and name a next one. */
  emptyPages: 100,
  /** Servers of a pool that send to each other, one after the other. */
  redirects: 4,
  /** Milliseconds for which a socket may idle and be used again. */
  idleMs: 10_000,
  /** Milliseconds to connect, TLS included. */
  connectMs: 15_000,
  /** Milliseconds to the first byte of an answer; a long poll adds its wait. */
  headersMs: 120_000,
  /** The same for what a server has at hand: beyond it the way to the server is dead, and is tried anew. */
  quickMs: 30_000,
  /** The same for an answer that may take a large server minutes to compute: at first, twice as much after each vain try, at the most. */
  slowMs: 40_000,
  slowestMs: 300_000,
  /** How long no answer to what changes nothing may have begun until it is asked for once more, beside. */
  repeatMs: 45_000,
  /** Milliseconds of silence within an answer. */
  silenceMs: 30_000,
  /** Milliseconds for which an answer may come as slowly as it likes… */
  graceMs: 60_000,
  /** …and the bytes a second that it has to have brought from then on. */
  bytesPerSecond: KiB,
} as const;
