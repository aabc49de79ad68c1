// Existing libraries that tests ask for a second opinion; they come without types. Only what is asked is written here.

declare module 'bencode' {
  type Value = number | Uint8Array | Value[] | { [key: string]: Value };
  const bencode: { encode(value: unknown): Uint8Array; decode(bytes: Uint8Array): Value };
  export default bencode;
}

declare module 'parse-torrent' {
  interface ParsedTorrent {
    readonly infoHash: string;
    readonly name: string;
    readonly length: number;
    readonly pieceLength: number;
    readonly lastPieceLength: number;
    readonly pieces: readonly string[];
    readonly private: boolean;
    readonly announce: readonly string[];
  }
  /** Also fetches addresses when it is given one: pass bytes only. */
  export default function parseTorrent(file: Uint8Array): Promise<ParsedTorrent>;
}

declare module 'bittorrent-protocol' {
  import type { Duplex } from 'node:stream';

  export default class Wire extends Duplex {
    handshake(infoHash: Uint8Array, peerId: Uint8Array): void;
    keepAlive(): void;
    choke(): void;
    unchoke(): void;
    interested(): void;
    uninterested(): void;
    have(piece: number): void;
    bitfield(bits: Uint8Array): void;
    request(piece: number, begin: number, length: number, answered: (error: Error | null, data?: Uint8Array) => void): void;
    piece(piece: number, begin: number, data: Uint8Array): void;
    cancel(piece: number, begin: number, length: number): void;
    setKeepAlive(enabled: boolean): void;
  }
}
