/** A message of BEP 3 after the handshake, as both ends mean it. */
export type WireMessage =
  | { readonly kind: 'keepAlive' | 'choke' | 'unchoke' | 'interested' | 'notInterested' }
  | { readonly kind: 'have'; readonly piece: number }
  /** The high bit of byte 0 is piece 0; spare bits are 0. */
  | { readonly kind: 'bitfield'; readonly bytes: Uint8Array }
  | BlockMessage<'request'>
  | BlockMessage<'cancel'>
  | { readonly kind: 'piece'; readonly piece: number; readonly begin: number; readonly data: Uint8Array }
  /** Of BEP 5 and BEP 10, which we never offer: read to the end, and not acted on. */
  | { readonly kind: 'port' | 'extended' };

interface BlockMessage<Kind extends 'request' | 'cancel'> {
  readonly kind: Kind;
  readonly piece: number;
  /** Offset in the piece. */
  readonly begin: number;
  readonly lengthBytes: number;
}

/** Ids of messages on the wire. Source: BEP 3; `port` BEP 5, `extended` BEP 10. */
export const MessageId = {
  choke: 0,
  unchoke: 1,
  interested: 2,
  notInterested: 3,
  have: 4,
  bitfield: 5,
  request: 6,
  piece: 7,
  cancel: 8,
  port: 9,
  extended: 20,
} as const;

/** Ids 13 to 17: of the fast extension (BEP 6), which both ends would have to offer. We do not. */
export const FAST_IDS = { first: 13, last: 17 } as const;
