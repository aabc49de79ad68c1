import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { processClock } from '../rate/clock';
import { createRateLimit } from '../rate/rateLimit';
import { encodeHandshake } from '../wire/handshake';
import type { WireMessage } from '../wire/message';
import { geometry, them, us } from '../wire/wire.testKit';
import { openConnection, type Connection, type ConnectionFault, type ConnectionOptions } from './connection';
import type { BlockRequest } from './uploadQueue';

/** What the owner of a connection was told. */
export interface Told {
  readonly messages: WireMessage[];
  readonly blocks: { readonly piece: number; readonly begin: number; readonly bytes: number }[];
  readonly released: BlockRequest[];
  readonly sent: BlockRequest[];
  /** Undefined while it is open. */
  fault: ConnectionFault | null | undefined;
}

/** A connection of ours over a real socket, and at the other end a stranger whose bytes the test writes. */
export interface Meeting {
  readonly connection: Connection;
  readonly told: Told;
  /** Our end of the socket. */
  readonly ours: Socket;
  readonly stranger: Socket;
  /** Everything the stranger has read. */
  heardByStranger(): Buffer;
  end(): Promise<void>;
}

export const noLimit = () => createRateLimit(Infinity, processClock);

/** @param changes of the connection's options: everything is held, and nothing limited, unless said */
export async function meet(changes: Partial<ConnectionOptions> = {}, isGreeting = true): Promise<Meeting> {
  const [server, accepted, stranger] = await socketPair();
  const told: Told = { messages: [], blocks: [], released: [], sent: [], fault: undefined };
  const connection = openConnection({
    socket: accepted,
    isDialled: false,
    own: us,
    geometry,
    clock: processClock,
    upload: noLimit(),
    download: noLimit(),
    held: Uint32Array.of((1 << geometry.pieceCount) - 1),
    readBlock: (_request, into) => into.fill(7),
    events: eventsInto(told),
    ...changes,
  });
  const heard: Buffer[] = [];
  stranger.on('data', (bytes) => heard.push(bytes as Buffer));
  stranger.on('error', () => stranger.destroy());
  if (isGreeting) stranger.write(encodeHandshake(them));
  return {
    connection,
    told,
    ours: accepted,
    stranger,
    heardByStranger: () => Buffer.concat(heard),
    async end() {
      connection.close();
      stranger.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

export function eventsInto(told: Told): ConnectionOptions['events'] {
  return {
    greeted: () => true,
    heard: (message) => told.messages.push(message.kind === 'bitfield' ? { ...message, bytes: Uint8Array.from(message.bytes) } : message),
    block: (piece, begin, data) => told.blocks.push({ piece, begin, bytes: data.length }),
    released: (requests) => told.released.push(...requests),
    sent: (request) => told.sent.push(request),
    closed: (fault) => {
      if (told.fault !== undefined) throw new Error('closed twice');
      told.fault = fault;
    },
  };
}

/** Two ends of one connection over loopback. */
export async function socketPair(): Promise<[Server, Socket, Socket]> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const dialled = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [[accepted]] = (await Promise.all([once(server, 'connection'), once(dialled, 'connect')])) as [[Socket], unknown];
  return [server, accepted, dialled];
}

/** Waits until it is so; @throws after 5 s */
export async function until(isSo: () => boolean, what: string): Promise<void> {
  for (let since = performance.now(); !isSo(); ) {
    if (performance.now() - since > 5_000) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
